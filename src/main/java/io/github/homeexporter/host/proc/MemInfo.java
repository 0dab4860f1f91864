package io.github.homeexporter.host.proc;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code /proc/meminfo}. Fields in kB are bytes here; the few without a unit (HugePages_*) are counts.
 *
 * @param fields by the kernel's name and in its order
 */
public record MemInfo(Map<String, Field> fields) {
    /** {@code bytes}: whether the number is an amount of memory rather than a count. */
    public record Field(long value, boolean bytes) {}

    /** Of a file that cannot be read. */
    public static final MemInfo NONE = new MemInfo(Map.of());

    public static MemInfo parse(Scan in) {
        Map<String, Field> fields = new LinkedHashMap<>(128);
        while (in.line()) {
            String name = in.until(':');
            long value = in.number();
            if (name == null || name.isEmpty() || value < 0) {
                continue;
            }
            boolean bytes = in.more() && in.passed("kB");
            fields.put(name, new Field(bytes ? Math.min(value, Long.MAX_VALUE / 1024) * 1024 : value, bytes));
        }
        return new MemInfo(fields);
    }

    /** {@link Scan#NONE} when the kernel has no such field. */
    public long get(String name) {
        Field field = fields.get(name);
        return field == null ? Scan.NONE : field.value();
    }
}
