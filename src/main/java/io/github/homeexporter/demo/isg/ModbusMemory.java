package io.github.homeexporter.demo.isg;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The registers and coils of a simulated device. What is not in it is answered with exception 02. */
public class ModbusMemory {
    private static final int COILS = 1;
    private static final int DISCRETES = 2;
    private static final int HOLDINGS = 3;
    private static final int INPUTS = 4;

    private final Map<Integer, Integer> words = new ConcurrentHashMap<>();

    public ModbusMemory input(int address, int... values) {
        return put(INPUTS, address, values);
    }

    public ModbusMemory holding(int address, int... values) {
        return put(HOLDINGS, address, values);
    }

    public ModbusMemory coil(int address, int... values) {
        return put(COILS, address, values);
    }

    public ModbusMemory discrete(int address, int... values) {
        return put(DISCRETES, address, values);
    }

    public ModbusMemory withoutInput(int address, int count) {
        for (int i = 0; i < count; i++) {
            words.remove(INPUTS << 16 | address + i);
        }
        return this;
    }

    /** A holding register, -1 when there is none. */
    public int holdingAt(int address) {
        return words.getOrDefault(HOLDINGS << 16 | address, -1);
    }

    /** Called after every write, before it is answered. */
    protected void written() {}

    private ModbusMemory put(int table, int address, int... values) {
        for (int i = 0; i < values.length; i++) {
            words.put(table << 16 | address + i, values[i] & 0xFFFF);
        }
        return this;
    }

    /** Modbus Application Protocol V1.1b3, section 6. */
    byte[] answer(byte[] pdu) {
        int function = pdu[0] & 0xFF;
        if (pdu.length < 5) {
            return refuse(function, 3);
        }
        int address = (pdu[1] & 0xFF) << 8 | pdu[2] & 0xFF;
        int count = (pdu[3] & 0xFF) << 8 | pdu[4] & 0xFF;
        return switch (function) {
            case COILS, DISCRETES -> count < 1 || count > 2000 ? refuse(function, 3) : bits(function, address, count);
            case HOLDINGS, INPUTS ->
                count < 1 || count > 125 ? refuse(function, 3) : registers(function, address, count);
            case 5 -> write(pdu, COILS, address, count == 0xFF00 ? 1 : 0);
            case 6 -> write(pdu, HOLDINGS, address, count);
            case 15 ->
                pdu.length == 6 + (count + 7) / 8 ? write(pdu, COILS, address, coils(pdu, count)) : refuse(function, 3);
            case 16 ->
                pdu.length == 6 + 2 * count && (pdu[5] & 0xFF) == 2 * count
                        ? write(pdu, HOLDINGS, address, values(pdu, count))
                        : refuse(function, 3);
            default -> refuse(function, 1);
        };
    }

    private byte[] registers(int table, int address, int count) {
        ByteBuffer out = ByteBuffer.allocate(2 + 2 * count).put((byte) table).put((byte) (2 * count));
        for (int i = 0; i < count; i++) {
            Integer word = words.get(table << 16 | address + i);
            if (word == null) {
                return refuse(table, 2);
            }
            out.putShort(word.shortValue());
        }
        return out.array();
    }

    private byte[] bits(int table, int address, int count) {
        byte[] out = new byte[2 + (count + 7) / 8];
        out[0] = (byte) table;
        out[1] = (byte) ((count + 7) / 8);
        for (int i = 0; i < count; i++) {
            Integer bit = words.get(table << 16 | address + i);
            if (bit == null) {
                return refuse(table, 2);
            }
            out[2 + i / 8] |= (byte) (bit << i % 8);
        }
        return out;
    }

    private byte[] write(byte[] pdu, int table, int address, int... values) {
        for (int i = 0; i < values.length; i++) {
            if (!words.containsKey(table << 16 | address + i)) {
                return refuse(pdu[0] & 0xFF, 2);
            }
        }
        put(table, address, values);
        written();
        return java.util.Arrays.copyOf(pdu, 5);
    }

    private static int[] values(byte[] pdu, int count) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = ByteBuffer.wrap(pdu).getShort(6 + 2 * i);
        }
        return values;
    }

    private static int[] coils(byte[] pdu, int count) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = pdu[6 + i / 8] >> i % 8 & 1;
        }
        return values;
    }

    private static byte[] refuse(int function, int code) {
        return new byte[] {(byte) (function | 0x80), (byte) code};
    }
}
