package io.github.homeexporter.discovery;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/** Writes answers of multicast DNS, names without compression unless told so; knows nothing of the product's codec. */
public final class ServiceAnswer {
    private static final int TTL = 10;

    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private int count;

    /** A service of a type, by its pointer alone. */
    public ServiceAnswer pointer(String type, String instance) {
        return record(name(type + ".local"), 12, instanceName(instance, type));
    }

    public ServiceAnswer place(String type, String instance, String host, int port) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(new byte[4]);
        word(data, port);
        data.writeBytes(name(host + ".local"));
        return record(instanceName(instance, type), 33, data.toByteArray());
    }

    public ServiceAnswer text(String type, String instance, Map<String, String> pairs) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        pairs.forEach((key, value) -> label(data, key + "=" + value));
        return record(instanceName(instance, type), 16, data.toByteArray());
    }

    public ServiceAnswer address(String host, String ip) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (String part : ip.split("\\.")) {
            data.write(Integer.parseInt(part));
        }
        return record(name(host + ".local"), 1, data.toByteArray());
    }

    /** Pointer, place, text and address. */
    public ServiceAnswer all(String type, String instance, String ip, int port, Map<String, String> pairs) {
        String host = "host-" + ip.replace('.', '-');
        return pointer(type, instance)
                .place(type, instance, host, port)
                .text(type, instance, pairs)
                .address(host, ip);
    }

    public ServiceAnswer record(byte[] name, int type, byte[] data) {
        records.writeBytes(name);
        word(records, type);
        word(records, 0x8001);
        word(records, 0);
        word(records, TTL);
        word(records, data.length);
        records.writeBytes(data);
        count++;
        return this;
    }

    /** Of a packet without the questions. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(HexFormat.of().parseHex("484584000000"));
        word(out, count);
        word(out, 0);
        word(out, 0);
        out.writeBytes(records.toByteArray());
        return out.toByteArray();
    }

    private static byte[] instanceName(String instance, String type) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        label(out, instance);
        out.writeBytes(name(type + ".local"));
        return out.toByteArray();
    }

    /** @param dotted without a dot in a label */
    public static byte[] name(String dotted) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String label : dotted.split("\\.")) {
            label(out, label);
        }
        out.write(0);
        return out.toByteArray();
    }

    private static void label(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static void word(ByteArrayOutputStream out, int word) {
        out.write(word >> 8);
        out.write(word);
    }
}
