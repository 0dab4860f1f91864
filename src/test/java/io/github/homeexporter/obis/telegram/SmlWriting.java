package io.github.homeexporter.obis.telegram;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Telegrams of SML as a meter writes them, in hex. */
final class SmlWriting {
    static final String ESCAPE = "1B1B1B1B";

    private SmlWriting() {}

    /** @param value with its type and length before it */
    static String entry(String obis, String status, int unit, int scaler, String value) {
        return "77" + "07" + obis + status + "01" + "62%02X52%02X".formatted(unit, scaler & 0xff) + value + "01";
    }

    static String entry(String obis, int unit, int scaler, String value) {
        return entry(obis, "01", unit, scaler, value);
    }

    /** A number or name, which has neither unit nor scaler. */
    static String named(String obis, String octets) {
        return "77" + "07" + obis + "01010101" + "%02X".formatted(octets.length() / 2 + 1) + octets + "01";
    }

    /** One telegram with these entries. */
    static byte[] telegram(String... entries) {
        return framed("7605000000026200620072" + "630701" + "7701" + "0B0A014142430000BC614E" + "01" + "01"
                + "%02X%02X".formatted(0xf0 | entries.length >> 4, entries.length & 0xf)
                + String.join("", entries) + "0101" + "63000000");
    }

    static byte[] framed(String hex) {
        StringBuilder padded = new StringBuilder(hex);
        int padding = 0;
        while (padded.length() % 8 != 0) {
            padded.append("00");
            padding++;
        }
        StringBuilder escaped = new StringBuilder(ESCAPE + "01010101");
        for (int i = 0; i < padded.length(); i += 8) {
            String word = padded.substring(i, i + 8);
            escaped.append(word.equals(ESCAPE) ? ESCAPE + ESCAPE : word);
        }
        byte[] frame = HexFormat.of().parseHex(escaped + ESCAPE + "1A%02X".formatted(padding));
        int sum = 0xffff;
        for (byte b : frame) {
            for (int bit = 0; bit < 8; bit++) {
                boolean one = ((sum ^ b >> bit) & 1) != 0;
                sum = one ? sum >> 1 ^ 0x8408 : sum >> 1;
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(frame);
        out.write(~sum & 0xff);
        out.write(~sum >> 8 & 0xff);
        return out.toByteArray();
    }
}
