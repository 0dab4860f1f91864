package io.github.homeexporter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/**
 * What a peer may send by mistake or on purpose: first what is written in the corpus (resources, {@code corpus/}), then pieces of
 * what is right in any order, and what is right with a few bytes changed. A line that begins with {@code #} is a comment there.
 */
public final class Garbage {
    /** A text of ASCII in quotes, or a byte. */
    private static final Pattern PIECE = Pattern.compile("'([^']*)'|(\\p{XDigit}{2})");

    private Garbage() {}

    /**
     * @param corpus a file whose lines are inputs, with the escapes of a properties file
     * @param pieces of documents that are right
     */
    public static Arbitrary<String> texts(String corpus, String... pieces) {
        String[] known = lines(corpus + ".txt").stream().map(Garbage::unescaped).toArray(String[]::new);
        Arbitrary<String> whole = Arbitraries.of(pieces).list().ofMaxSize(30).map(parts -> String.join("", parts));
        return Arbitraries.frequencyOf(
                        Tuple.of(4, whole), Tuple.of(1, Arbitraries.strings().ofMaxLength(200)))
                .edgeCases(first -> first.add(known));
    }

    /**
     * @param corpus a file whose lines are inputs, in hexadecimal digits and quoted texts
     * @param good a message that is right
     */
    public static Arbitrary<byte[]> bytes(String corpus, byte[] good) {
        byte[][] known = lines(corpus + ".hex").stream().map(Garbage::bytes).toArray(byte[][]::new);
        Arbitrary<byte[]> changed = Arbitraries.integers()
                .between(0, Math.max(0, good.length - 1))
                .list()
                .ofMaxSize(6)
                .flatMap(places -> Arbitraries.bytes()
                        .array(byte[].class)
                        .ofSize(places.size())
                        .map(values -> {
                            byte[] bytes = good.clone();
                            for (int i = 0; i < values.length; i++) {
                                bytes[places.get(i)] = values[i];
                            }
                            return bytes;
                        }));
        Arbitrary<byte[]> cut =
                Arbitraries.integers().between(0, good.length).map(length -> java.util.Arrays.copyOf(good, length));
        return Arbitraries.oneOf(
                        changed, cut, Arbitraries.bytes().array(byte[].class).ofMaxSize(200))
                .edgeCases(first -> first.add(known));
    }

    private static List<String> lines(String file) {
        try (InputStream in = Garbage.class.getResourceAsStream("/corpus/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescaped(String line) {
        try {
            Properties one = new Properties();
            one.load(new StringReader("input=" + line));
            return one.getProperty("input");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PIECE.matcher(line)
                .results()
                .forEach(piece -> out.writeBytes(
                        piece.group(1) == null
                                ? HexFormat.of().parseHex(piece.group(2))
                                : piece.group(1).getBytes(StandardCharsets.US_ASCII)));
        return out.toByteArray();
    }
}
