package io.github.homeexporter.discovery.question;

import io.github.homeexporter.net.HostPort;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is one datagram, of which each answer is one as well. */
public final class DatagramQuestions {
    private DatagramQuestions() {}

    /** What is asked on UDP port 7070, and a Loxone Miniserver's answer, which comes to port 7071 whoever asked. */
    public static final class MiniserverQuestion {
        /** Longer than any that was seen. */
        private static final int LONGEST = 2048;

        /** The name may look like anything, so what is behind it is looked for from the right. */
        private static final Pattern ANSWER = Pattern.compile("(?s)LoxLIVE: ?(?<name>.*)"
                + " (?<host>\\d{1,3}(?:\\.\\d{1,3}){3}):(?<port>\\d{1,5})"
                + " (?<serial>[0-9A-Fa-f]{12}) (?<version>\\d{1,5}(?:\\.\\d{1,5}){1,3})(?:[ ,\\]].*)?");

        /**
         * One Miniserver.
         *
         * @param name as it calls itself: foreign text
         * @param host the IPv4 address that it says it has
         * @param port of HTTP
         * @param serial twelve hex digits
         */
        public record Answer(String name, String host, int port, String serial, String version) {}

        private MiniserverQuestion() {}

        public static byte[] bytes() {
            return new byte[] {0};
        }

        /** Empty for what is no answer. */
        public static Optional<Answer> answer(byte[] datagram) {
            if (datagram.length > LONGEST) {
                return Optional.empty();
            }
            String text = new String(datagram, StandardCharsets.UTF_8)
                    .replace("\0", "")
                    .strip();
            Matcher line = ANSWER.matcher(text.startsWith("[") ? text.substring(1) : text);
            if (!line.matches()) {
                return Optional.empty();
            }
            int port = Integer.parseInt(line.group("port"));
            return !HostPort.isPort(port)
                    ? Optional.empty()
                    : Optional.of(new Answer(
                            line.group("name"),
                            line.group("host"),
                            port,
                            line.group("serial").toUpperCase(Locale.ROOT),
                            line.group("version")));
        }
    }

    /**
     * What is asked on UDP ports 4444 and 47808, and a Luxtronik controller's answer: as python-luxtronik, DtaPlot and others
     * have it; the maker says nothing of it.
     */
    public static final class LuxtronikQuestion {
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

    /** SMA's Speedwire: what is asked of the group 239.12.255.254, port 9522, and how an answer begins (SMA, Speedwire Device Discovery). */
    public static final class SpeedwireQuestion {
        private static final byte[] QUESTION = HexFormat.of().parseHex("534d4100000402a0ffffffff0000002000000000");
        private static final byte[] ANSWER = HexFormat.of().parseHex("534d4100000402a000000001000200000001");

        private SpeedwireQuestion() {}

        public static byte[] bytes() {
            return QUESTION.clone();
        }

        /** Energy meters send other telegrams to the same group all the time. */
        public static boolean isAnswer(byte[] datagram) {
            return datagram.length > ANSWER.length
                    && Arrays.equals(datagram, 0, ANSWER.length, ANSWER, 0, ANSWER.length);
        }
    }
}
