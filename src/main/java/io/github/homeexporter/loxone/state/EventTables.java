package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.frame.FrameDecoder.Irregularity;
import io.github.homeexporter.loxone.frame.StateUuid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/** The four tables of states, from little-endian buffers: entries up to the end. Where one is broken, those before it stand. */
public final class EventTables {
    public static final int VALUE = StateUuid.LENGTH + Double.BYTES;
    private static final int TEXT_HEAD = 2 * StateUuid.LENGTH + Integer.BYTES;
    private static final int DAYTIMER_HEAD = StateUuid.LENGTH + Double.BYTES + Integer.BYTES;
    private static final int DAYTIMER_ENTRY = 4 * Integer.BYTES + Double.BYTES;
    private static final int WEATHER_HEAD = StateUuid.LENGTH + 2 * Integer.BYTES;
    private static final int WEATHER_ENTRY = 5 * Integer.BYTES + 6 * Double.BYTES;

    private EventTables() {}

    /** Takes the entries in the order of the wire; {@code first} and {@code second} as in {@link StateUuid}. */
    public interface ValueVisitor {
        void value(long first, long second, double value);
    }

    /** Entries of 24 bytes, UUID and float64. */
    public static void values(ByteBuffer table, ValueVisitor visitor, Consumer<Irregularity> wrong) {
        int end = table.limit() - VALUE;
        int at = table.position();
        for (; at <= end; at += VALUE) {
            visitor.value(table.getLong(at), table.getLong(at + 8), table.getDouble(at + 16));
        }
        if (at != table.limit()) {
            wrong.accept(Irregularity.PARTIAL_ENTRY);
        }
    }

    /**
     * UUID, icon UUID, uint32 length, that many bytes of UTF-8, zeros up to a multiple of 4. Servers are known to cut off the
     * last entry.
     */
    public static void texts(ByteBuffer table, BiConsumer<StateUuid, String> visitor, Consumer<Irregularity> wrong) {
        int at = table.position();
        while (at < table.limit()) {
            if (table.limit() - at < TEXT_HEAD) {
                wrong.accept(Irregularity.PARTIAL_ENTRY);
                return;
            }
            long length = table.getInt(at + 2 * StateUuid.LENGTH) & 0xffff_ffffL;
            if (length > table.limit() - at - TEXT_HEAD) {
                wrong.accept(Irregularity.BAD_TEXT_LENGTH);
                return;
            }
            visitor.accept(StateUuid.read(table, at), text(table, at + TEXT_HEAD, (int) length));
            // the last entry may come without its padding
            at = (int) Math.min(table.limit(), at + TEXT_HEAD + (length + 3) / 4 * 4);
        }
    }

    private static String text(ByteBuffer table, int at, int length) {
        byte[] bytes = new byte[length];
        table.get(at, bytes);
        int end = length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** UUID, float64 default, int32 count, entries of 24 bytes. */
    public static void daytimers(ByteBuffer table, Consumer<Daytimer> visitor, Consumer<Irregularity> wrong) {
        counted(
                table,
                DAYTIMER_HEAD,
                DAYTIMER_ENTRY,
                at -> new Daytimer.Entry(
                        table.getInt(at),
                        table.getInt(at + 4),
                        table.getInt(at + 8),
                        table.getInt(at + 12) != 0,
                        table.getDouble(at + 16)),
                (entries, at) ->
                        visitor.accept(new Daytimer(StateUuid.read(table, at), table.getDouble(at + 16), entries)),
                wrong);
    }

    /** UUID, uint32 last update, int32 count, entries of 68 bytes. */
    public static void weather(ByteBuffer table, Consumer<Weather> visitor, Consumer<Irregularity> wrong) {
        counted(
                table,
                WEATHER_HEAD,
                WEATHER_ENTRY,
                at -> new Weather.Entry(
                        table.getInt(at),
                        table.getInt(at + 4),
                        table.getInt(at + 8),
                        table.getInt(at + 12),
                        table.getInt(at + 16),
                        table.getDouble(at + 20),
                        table.getDouble(at + 28),
                        table.getDouble(at + 36),
                        table.getDouble(at + 44),
                        table.getDouble(at + 52),
                        table.getDouble(at + 60)),
                (entries, at) -> visitor.accept(
                        new Weather(StateUuid.read(table, at), table.getInt(at + 16) & 0xffff_ffffL, entries)),
                wrong);
    }

    /** Heads that end with a count, each with so many entries of one length. */
    private static <E> void counted(
            ByteBuffer table,
            int head,
            int length,
            IntFunction<E> entry,
            ObjIntConsumer<List<E>> visitor,
            Consumer<Irregularity> wrong) {
        int at = table.position();
        while (at < table.limit()) {
            if (table.limit() - at < head) {
                wrong.accept(Irregularity.PARTIAL_ENTRY);
                return;
            }
            int first = at + head;
            int count = table.getInt(first - Integer.BYTES);
            if (count < 0 || count > (table.limit() - first) / length) {
                wrong.accept(Irregularity.BAD_COUNT);
                return;
            }
            visitor.accept(
                    IntStream.range(0, count)
                            .mapToObj(i -> entry.apply(first + i * length))
                            .toList(),
                    at);
            at = first + count * length;
        }
    }

    /**
     * A daytimer's plan.
     *
     * @param defaultValue what holds outside the entries
     */
    public record Daytimer(StateUuid uuid, double defaultValue, List<Daytimer.Entry> entries) {
        /**
         * @param mode number of the operating mode it holds in
         * @param from minute of the day, 0 to 1440
         * @param to minute of the day, 0 to 1440
         * @param value of a digital daytimer without meaning: that the entry exists means on
         */
        record Entry(int mode, int from, int to, boolean needsActivation, double value) {}
    }

    /**
     * The weather service's numbers for one place: what is, or what will be.
     *
     * @param lastUpdate seconds since 2009-01-01T00:00:00Z
     */
    public record Weather(StateUuid uuid, long lastUpdate, List<Weather.Entry> entries) {
        /**
         * @param timestamp seconds since 2009-01-01
         * @param type number in the structure file's {@code weatherTypeTexts}
         * @param windDirection degrees
         * @param solarRadiation watts per square meter
         * @param humidity percent
         * @param temperature in the unit of the Miniserver, as are the next two
         * @param precipitation in the unit of the structure file's format, as are the last two
         */
        public record Entry(
                int timestamp,
                int type,
                int windDirection,
                int solarRadiation,
                int humidity,
                double temperature,
                double perceivedTemperature,
                double dewPoint,
                double precipitation,
                double windSpeed,
                double pressure) {}
    }
}
