package io.github.homeexporter.tapo.wire;

import java.util.Arrays;

/** The obfuscation of Kasa devices: each byte is mixed with the one before it. */
public final class Autokey {
    private static final int FIRST = 0xAB;
    private static final int LENGTH = 4;

    private Autokey() {}

    public static byte[] encrypt(byte[] plain) {
        byte[] out = new byte[plain.length];
        int key = FIRST;
        for (int i = 0; i < plain.length; i++) {
            key ^= plain[i] & 0xff;
            out[i] = (byte) key;
        }
        return out;
    }

    public static byte[] decrypt(byte[] cipher) {
        byte[] out = new byte[cipher.length];
        int key = FIRST;
        for (int i = 0; i < cipher.length; i++) {
            out[i] = (byte) (key ^ cipher[i] & 0xff);
            key = cipher[i] & 0xff;
        }
        return out;
    }

    /** As on TCP: with its length in front. */
    public static byte[] framed(byte[] plain) {
        return Digests.concat(Digests.int32(plain.length), encrypt(plain));
    }

    /** The length that the first four bytes of a frame announce; may be negative when they are not a frame. */
    public static int length(byte[] head) {
        return Digests.int32(Arrays.copyOf(head, LENGTH), 0);
    }
}
