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

    private static final int NONE = 0x8000;
    private static final int LWZ = 103;
    private static final int SG_READY = 4000;
    private static final int STATE = 5000;

    private final Map<Integer, Integer> words = new ConcurrentHashMap<>();

    /** Of an ISG with an integral unit LWZ: a winter day's values, and an SG Ready interface that follows its inputs. */
    public static ModbusMemory isg() {
        ModbusMemory memory = new ModbusMemory() {
            /** Manual of the ISG: inputs 0 and 1 lock, 0 and 0 normal, 1 and 0 raised, 1 and 1 maximum. */
            @Override
            protected void written() {
                int second = holdingAt(SG_READY + 2);
                input(STATE, holdingAt(SG_READY + 1) == 1 ? 3 + second : 2 - second);
            }
        };
        memory.input(
                0, 214, 210, 455, NONE, NONE, NONE, -100, 334, 340, NONE, NONE, 352, 301, 16, 142, 487, 480, 31, 160);
        memory.input(19, 33, 165, 38, 225, 89, NONE, NONE, NONE, 600, 1000, 817, 18, 520, NONE, 500);
        memory.holding(1000, 11, 210, 190, 350, 210, 190, 350, 41, 20, 41, 20, 480, 460, 500);
        memory.holding(1014, 150, 120, 130, 2, 1, 3, 2, 230, 250, 230, 250, 0, 0);
        memory.input(2000, 0x0C07, 0, 0, 0, 1);
        memory.input(3000, 24, 341, 44, 20, 314, 11, 184, 6, 379, 0, 13, 336, 21, NONE, NONE, NONE, NONE, NONE, NONE);
        memory.input(3019, NONE, NONE, 7, 112, 11, 6, 225, 4, 6157, NONE, 1742, 810, 40);
        memory.holding(SG_READY, 1, 0, 0);
        memory.input(STATE, 2, LWZ);
        return memory;
    }

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
    public byte[] answer(byte[] pdu) {
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
