package io.github.homeexporter.obis.telegram;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The envelope of SML (BSI TR-03109-1 annex IV, "SML Transport-Protokoll" version 1): escape sequences, padding, check sum. */
final class SmlFrame {
    private static final byte[] ESCAPE = {0x1b, 0x1b, 0x1b, 0x1b};
    private static final byte[] BEGIN = {0x01, 0x01, 0x01, 0x01};
    private static final byte END = 0x1a;
    private static final int WORD = 4;

    private SmlFrame() {}

    static boolean isIn(byte[] bytes) {
        return begin(bytes, 0) >= 0;
    }

    /** @return what the last whole frame holds */
    static byte[] newest(byte[] bytes) throws BrokenTelegram {
        byte[] newest = null;
        boolean ended = false;
        for (int at = begin(bytes, 0); at >= 0; at = begin(bytes, at + 1)) {
            int end = end(bytes, at);
            ended |= end >= 0;
            byte[] content = end < 0 ? null : content(bytes, at, end);
            newest = content == null ? newest : content;
        }
        if (newest == null) {
            throw new BrokenTelegram(
                    ended
                            ? "the check sum of the SML telegram is wrong: bytes of it were changed on the way"
                            : "the SML telegram ends before its end");
        }
        return newest;
    }

    private static int begin(byte[] bytes, int from) {
        for (int at = from; at + 2 * WORD <= bytes.length; at++) {
            if (word(bytes, at, ESCAPE) && word(bytes, at + WORD, BEGIN)) {
                return at;
            }
        }
        return -1;
    }

    /** The escape sequence that ends a frame is at a multiple of four from its beginning, for which it is padded. */
    private static int end(byte[] bytes, int begin) {
        for (int at = begin + 2 * WORD; at + 2 * WORD <= bytes.length; at += WORD) {
            if (word(bytes, at, ESCAPE)) {
                if (bytes[at + WORD] == END) {
                    return at;
                }
                // escaped data, or another frame begins
                if (!word(bytes, at + WORD, ESCAPE)) {
                    return -1;
                }
                at += WORD;
            }
        }
        return -1;
    }

    private static byte[] content(byte[] bytes, int begin, int end) {
        int sum = (bytes[end + 6] & 0xff) | (bytes[end + 7] & 0xff) << 8;
        // CRC-16/X-25, low byte first
        if (Telegram.checkSum(bytes, begin, end + 6, 0x8408, 0xffff, 0xffff) != sum) {
            return null;
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream(end - begin);
        for (int at = begin + 2 * WORD; at < end; at += WORD) {
            if (word(bytes, at, ESCAPE)) {
                at += WORD;
            }
            content.write(bytes, at, WORD);
        }
        int padding = Math.min(bytes[end + 5] & 0xff, WORD - 1);
        return Arrays.copyOf(content.toByteArray(), Math.max(0, content.size() - padding));
    }

    private static boolean word(byte[] bytes, int at, byte[] word) {
        return Arrays.equals(bytes, at, at + WORD, word, 0, WORD);
    }
}
