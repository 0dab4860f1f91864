package io.github.homeexporter.discovery.question;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Packets of multicast DNS (RFC 1035, 6762, 6763): questions as they are sent, answers as they are read. */
public final class DnsPacket {
    public static final int ADDRESS = 1;
    public static final int POINTER = 12;
    public static final int TEXT = 16;
    public static final int PLACE = 33;

    /** IN, with the wish for an answer to the asker alone. */
    private static final int CLASS_UNICAST = 0x8001;

    private static final int HEAD = 12;
    private static final int MOST_RECORDS = 1024;
    private static final int LONGEST_NAME = 255;
    private static final int MOST_KEYS = 32;
    /** RFC 6763 6.4 */
    private static final int LONGEST_KEY = 9;
    /** Names that are looked for have four at most; of longer ones the rest is left out. */
    private static final int MOST_LABELS = 9;

    /** One question. */
    public record Ask(DnsName name, int type) {}

    /** One record of an answer. */
    public sealed interface Entry {
        DnsName name();

        /** A service of that type. */
        record Pointer(DnsName name, DnsName instance) implements Entry {}

        /** Where a service is. */
        record Place(DnsName name, DnsName host, int port) implements Entry {}

        /** Of a host. */
        record Address(DnsName name, String ip) implements Entry {}

        /** Of what a service says something, in lower case. */
        record Text(DnsName name, Set<String> keys) implements Entry {}
    }

    private final ByteBuffer in;

    private DnsPacket(byte[] packet) {
        in = ByteBuffer.wrap(packet);
    }

    /** @param id comes back with the answer to who asked from another port than 5353 */
    public static byte[] question(int id, List<Ask> asks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int word : new int[] {id, 0, asks.size(), 0, 0, 0}) {
            word(out, word);
        }
        for (Ask ask : asks) {
            for (String label : ask.name().labels()) {
                byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
                out.write(bytes.length);
                out.writeBytes(bytes);
            }
            out.write(0);
            word(out, ask.type());
            word(out, CLASS_UNICAST);
        }
        return out.toByteArray();
    }

    private static void word(ByteArrayOutputStream out, int word) {
        out.write(word >> 8);
        out.write(word);
    }

    /** The records of an answer that can be read: of a broken packet those before the break, of a question none. */
    public static List<Entry> answer(byte[] packet) {
        List<Entry> entries = new ArrayList<>();
        // the bit that tells an answer from a question, and no other operation than a query
        if (packet.length > HEAD && (packet[2] & 0xF8) == 0x80) {
            new DnsPacket(packet).read(entries);
        }
        return entries;
    }

    private void read(List<Entry> entries) {
        int questions = Short.toUnsignedInt(in.getShort(4));
        int records = Short.toUnsignedInt(in.getShort(6))
                + Short.toUnsignedInt(in.getShort(8))
                + Short.toUnsignedInt(in.getShort(10));
        in.position(HEAD);
        try {
            for (int i = 0; i < Math.min(questions, MOST_RECORDS); i++) {
                name();
                in.getInt();
            }
            for (int i = 0; i < Math.min(records, MOST_RECORDS); i++) {
                record(entries);
            }
        } catch (RuntimeException broken) {
            // a length or a pointer leads out of the packet: what was read before it stands
            return;
        }
    }

    private void record(List<Entry> entries) {
        DnsName name = name();
        int type = Short.toUnsignedInt(in.getShort());
        in.position(in.position() + 6); // class and time to live
        int length = Short.toUnsignedInt(in.getShort());
        int end = in.position() + length;
        switch (type) {
            case POINTER -> entries.add(new Entry.Pointer(name, name()));
            case PLACE -> {
                in.position(in.position() + 4); // priority and weight
                int port = Short.toUnsignedInt(in.getShort());
                entries.add(new Entry.Place(name, name(), port));
            }
            case ADDRESS -> {
                if (length == 4) {
                    entries.add(new Entry.Address(
                            name,
                            (in.get() & 0xFF) + "." + (in.get() & 0xFF) + "." + (in.get() & 0xFF) + "."
                                    + (in.get() & 0xFF)));
                }
            }
            case TEXT -> entries.add(new Entry.Text(name, keys(end)));
            default -> {
                // of no use here
            }
        }
        in.position(end);
    }

    private Set<String> keys(int end) {
        Set<String> keys = new HashSet<>();
        while (in.position() < end && keys.size() < MOST_KEYS) {
            String pair = text(Byte.toUnsignedInt(in.get()));
            int equals = pair.indexOf('=');
            if (equals > 0 && equals <= LONGEST_KEY) {
                keys.add(pair.substring(0, equals).toLowerCase(Locale.ROOT));
            }
        }
        return keys;
    }

    private String text(int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A pointer may only lead back, so that no two lead to each other. */
    private DnsName name() {
        List<String> labels = new ArrayList<>();
        int after = -1;
        int earliest = in.position();
        int size = 0;
        while (true) {
            int length = Byte.toUnsignedInt(in.get());
            if (length >= 0xC0) {
                int to = (length & 0x3F) << 8 | Byte.toUnsignedInt(in.get());
                after = after < 0 ? in.position() : after;
                if (to >= earliest) {
                    throw new IllegalArgumentException("a pointer that does not lead back");
                }
                earliest = to;
                in.position(to);
            } else if (length > 63) {
                throw new IllegalArgumentException("no label");
            } else if (length == 0) {
                break;
            } else {
                size += length + 1;
                if (size > LONGEST_NAME) {
                    throw new IllegalArgumentException("a name of more than " + LONGEST_NAME + " bytes");
                }
                String label = text(length);
                if (labels.size() < MOST_LABELS) {
                    labels.add(label);
                }
            }
        }
        if (after >= 0) {
            in.position(after);
        }
        return new DnsName(labels);
    }

    /**
     * A name of DNS as its labels: one may hold blanks and dots, as that of a service that its owner named "Küche 1.OG".
     *
     * @param labels of at most 63 bytes each
     */
    public record DnsName(List<String> labels) {
        public DnsName {
            labels = List.copyOf(labels);
        }

        /** @param dotted without a dot within a label */
        public static DnsName of(String dotted) {
            return new DnsName(List.of(dotted.split("\\.")));
        }

        /** Its first label, empty for the root. */
        public String first() {
            return labels.isEmpty() ? "" : labels.get(0);
        }

        /** What stands behind its first label. */
        public DnsName parent() {
            return new DnsName(labels.subList(Math.min(1, labels.size()), labels.size()));
        }

        /** To compare by: upper and lower case are the same. */
        public DnsName folded() {
            return new DnsName(
                    labels.stream().map(label -> label.toLowerCase(Locale.ROOT)).toList());
        }
    }
}
