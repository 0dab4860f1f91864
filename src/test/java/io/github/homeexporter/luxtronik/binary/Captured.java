package io.github.homeexporter.luxtronik.binary;

import io.github.homeexporter.luxtronik.binary.Block.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What two real controllers answered. */
public final class Captured {
    private static final Map<String, Kind> KINDS =
            Map.of("3003", Kind.PARAMETERS, "3004", Kind.CALCULATIONS, "3005", Kind.VISIBILITIES);

    private Captured() {}

    /** @param hidden what stands where something was taken out */
    public static int[] numbers(String firmware, Kind kind, int hidden) throws IOException {
        int column = firmware.equals("V1.80") ? 2 : 3;
        List<Integer> numbers = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/luxtronik/binary-vectors.csv"))) {
            String[] cells = line.split(",", -1);
            if (KINDS.get(cells[0]) == kind && !cells[column].isEmpty()) {
                numbers.add(cells[column].equals("hidden") ? hidden : Integer.parseInt(cells[column]));
            }
        }
        return numbers.stream().mapToInt(n -> n).toArray();
    }

    static Block block(String firmware, Kind kind, int hidden) throws IOException {
        return new Block(kind, 0, numbers(firmware, kind, hidden));
    }

    /** On the wire: as the notes on the protocol have it, not as the code under test does it. */
    static byte[] answer(String firmware, Kind kind) throws IOException {
        int[] numbers = numbers(firmware, kind, 0);
        ByteBuffer out = ByteBuffer.allocate(12 + numbers.length * 4);
        out.putInt(kind == Kind.PARAMETERS ? 3003 : kind == Kind.CALCULATIONS ? 3004 : 3005);
        if (kind == Kind.CALCULATIONS) {
            out.putInt(0);
        }
        out.putInt(numbers.length);
        for (int number : numbers) {
            if (kind == Kind.VISIBILITIES) {
                out.put((byte) number);
            } else {
                out.putInt(number);
            }
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
