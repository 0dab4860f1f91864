package io.github.homeexporter.discovery.question;

import io.github.homeexporter.net.HostPort;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is asked on UDP port 7070, and a Loxone Miniserver's answer, which comes to port 7071 whoever asked. */
public final class MiniserverQuestion {
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
        String text =
                new String(datagram, StandardCharsets.UTF_8).replace("\0", "").strip();
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
