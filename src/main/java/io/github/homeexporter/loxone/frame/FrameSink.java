package io.github.homeexporter.loxone.frame;

import java.nio.ByteBuffer;

/** What {@link FrameDecoder} makes of messages. Tables are little-endian, whole, as long as announced, valid during the call. */
public interface FrameSink {
    void values(ByteBuffer table);

    void texts(ByteBuffer table);

    void daytimers(ByteBuffer table);

    void weather(ByteBuffer table);

    /** An answer or a document in text. */
    void text(String text);

    /** A document in bytes. */
    void file(ByteBuffer bytes);

    /** The Miniserver goes away for an update or a restart and closes. */
    void outOfService();

    void keepaliveAnswered();

    /** A payload is on its way: give the peer time for it. */
    void announced(Header header);

    /** A payload beyond the limit is on its way: the connection cannot go on. */
    void tooLarge(long length);

    void irregular(Irregularity what);
}
