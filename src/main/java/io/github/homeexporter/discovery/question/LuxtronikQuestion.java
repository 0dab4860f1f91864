package io.github.homeexporter.discovery.question;

import io.github.homeexporter.net.HostPort;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * What is asked on UDP ports 4444 and 47808, and a Luxtronik controller's answer: as python-luxtronik, DtaPlot and others
 * have it; the maker says nothing of it.
 */
public final class LuxtronikQuestion {
    /** Port of the binary interface where an answer names none, as old software's does. */
    public static final int USUAL_PORT = 8889;

    private static final String QUESTION = "2000;111;1;\0";
    private static final String ANSWER = "2500;111;";

    private LuxtronikQuestion() {}

    public static byte[] bytes() {
        return QUESTION.getBytes(StandardCharsets.US_ASCII);
    }

    /** Port of the binary interface; empty for what is no answer, one's own question that came back among it. */
    public static OptionalInt answer(byte[] datagram) {
        String text = new String(datagram, StandardCharsets.ISO_8859_1);
        if (!text.startsWith(ANSWER)) {
            return OptionalInt.empty();
        }
        String field = text.substring(ANSWER.length())
                .replaceFirst("(?s);.*", "")
                .replace("\0", "")
                .strip();
        int port = field.matches("\\d{1,5}") ? Integer.parseInt(field) : USUAL_PORT;
        return OptionalInt.of(HostPort.isPort(port) ? port : USUAL_PORT);
    }
}
