package io.github.homeexporter.loxone;

/**
 * Everything a conversation is told.
 *
 * @param maxMessageSize longest message in bytes, the structure file is the longest there is
 */
record LoxoneSettings(Access access, Exposition exposition, Timing timing, Encryption encryption, int maxMessageSize) {
    static final int DEFAULT_MAX_MESSAGE_SIZE = 64 * 1024 * 1024;
}
