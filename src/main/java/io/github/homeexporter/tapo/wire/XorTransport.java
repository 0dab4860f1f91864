package io.github.homeexporter.tapo.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Plain JSON on a TCP connection, no login, obfuscated as Kasa devices do it: each byte is mixed with the one before it. */
public final class XorTransport implements PlugTransport {
    /** Bytes before the text of a frame: its length. */
    public static final int HEAD = 4;

    private static final int FIRST = 0xAB;

    @Override
    public TransportKind kind() {
        return TransportKind.XOR;
    }

    @Override
    public WireRequest request(String json) {
        return WireRequest.framed(encrypt(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String response(WireResponse answer) {
        return new String(decrypt(answer.body()), StandardCharsets.UTF_8);
    }

    static byte[] encrypt(byte[] plain) {
        byte[] out = new byte[plain.length];
        int key = FIRST;
        for (int i = 0; i < plain.length; i++) {
            key ^= plain[i] & 0xff;
            out[i] = (byte) key;
        }
        return out;
    }

    static byte[] decrypt(byte[] cipher) {
        byte[] out = new byte[cipher.length];
        int key = FIRST;
        for (int i = 0; i < cipher.length; i++) {
            out[i] = (byte) (key ^ cipher[i] & 0xff);
            key = cipher[i] & 0xff;
        }
        return out;
    }

    /** As on TCP: with its length in front. */
    public static byte[] framed(byte[] body) {
        return Digests.concat(Digests.int32(body.length), body);
    }

    /** The length that the first four bytes of a frame announce; may be negative when they are not a frame. */
    public static int length(byte[] head) {
        return Digests.int32(Arrays.copyOf(head, HEAD), 0);
    }
}
