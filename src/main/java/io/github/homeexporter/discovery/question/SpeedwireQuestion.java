package io.github.homeexporter.discovery.question;

import java.util.Arrays;
import java.util.HexFormat;

/** SMA's Speedwire: what is asked of the group 239.12.255.254, port 9522, and how an answer begins (SMA, Speedwire Device Discovery). */
public final class SpeedwireQuestion {
    private static final byte[] QUESTION = HexFormat.of().parseHex("534d4100000402a0ffffffff0000002000000000");
    private static final byte[] ANSWER = HexFormat.of().parseHex("534d4100000402a000000001000200000001");

    private SpeedwireQuestion() {}

    public static byte[] bytes() {
        return QUESTION.clone();
    }

    /** Energy meters send other telegrams to the same group all the time. */
    public static boolean isAnswer(byte[] datagram) {
        return datagram.length > ANSWER.length && Arrays.equals(datagram, 0, ANSWER.length, ANSWER, 0, ANSWER.length);
    }
}
