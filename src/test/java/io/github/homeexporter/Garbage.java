package io.github.homeexporter;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** What a peer may send by mistake or on purpose: pieces of what is right in any order, and what is right with a few bytes changed. */
public final class Garbage {
    private Garbage() {}

    /** @param pieces of documents that are right */
    public static Arbitrary<String> texts(String... pieces) {
        Arbitrary<String> whole = Arbitraries.of(pieces).list().ofMaxSize(30).map(parts -> String.join("", parts));
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, whole),
                net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(200)));
    }

    /** @param good a message that is right */
    public static Arbitrary<byte[]> bytes(byte[] good) {
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
                changed, cut, Arbitraries.bytes().array(byte[].class).ofMaxSize(200));
    }
}
