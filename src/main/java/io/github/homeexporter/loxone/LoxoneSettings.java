package io.github.homeexporter.loxone;

import io.github.homeexporter.loxone.login.Access;
import io.github.homeexporter.loxone.login.Encryption;
import io.github.homeexporter.loxone.login.SessionTiming;
import io.github.homeexporter.loxone.state.ExportScope;

/**
 * Everything a conversation is told.
 *
 * @param maxMessageSize longest message in bytes, the structure file is the longest there is
 */
record LoxoneSettings(
        Access access, ExportScope exposition, SessionTiming timing, Encryption encryption, int maxMessageSize) {
    /** A tenth of the heap: a message is held as bytes, as text, and as what is read from it. */
    static final int DEFAULT_MAX_MESSAGE_SIZE =
            (int) Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 10);
}
