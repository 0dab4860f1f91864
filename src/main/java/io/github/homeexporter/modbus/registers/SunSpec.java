package io.github.homeexporter.modbus.registers;

import io.github.homeexporter.modbus.protocol.Cycle;
import io.github.homeexporter.modbus.protocol.Cycle.Transport;
import io.github.homeexporter.modbus.protocol.Plan.RegisterBlock;
import io.github.homeexporter.modbus.protocol.RegisterTable;
import io.github.homeexporter.modbus.protocol.RegisterTable.Span;
import io.github.homeexporter.modbus.protocol.Request.Reply;
import io.github.homeexporter.sample.Lack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The models that a SunSpec device has, found by walking from one to the next. SunSpec Device Information Model Specification:
 * the letters SunS, then for each model its number, its length and so many registers; the number 0xFFFF ends them.
 */
public final class SunSpec {
    private static final int MARK_1 = 0x5375;
    private static final int MARK_2 = 0x6E53;
    private static final int END = 0xFFFF;
    /** A device with more is none. */
    private static final int MOST = 100;

    /** @param start address of its number */
    private record Model(int id, int start, int length) {
        int end() {
            return start + 2 + length;
        }
    }

    private final List<Model> models = new ArrayList<>();

    private SunSpec() {}

    /**
     * The map with its registers where the device has them; null when it did not answer or has no SunSpec, which is a fault
     * of the cycle.
     *
     * @param patient null, too, when the list of its models was not answered to its end
     */
    public static RegisterMap find(RegisterMap map, Cycle cycle, Transport transport, int unit, boolean patient)
            throws InterruptedException {
        for (int base : map.bases()) {
            short[] mark = two(base, cycle, transport, unit);
            if (mark == null && !cycle.isAnswered()) {
                return null;
            }
            if (mark != null && mark[0] == (short) MARK_1 && mark[1] == (short) MARK_2) {
                SunSpec found = new SunSpec();
                return found.walk(base + 2, cycle, transport, unit) || !patient ? found.place(map, cycle) : null;
            }
        }
        cycle.add(new Lack(
                "no_sunspec",
                "nothing of SunSpec at " + map.bases()
                        + "; is it switched on in the device, and is the unitId right?"));
        return null;
    }

    /** @return whether it is known where the list ends: a refusal is an end, silence is a fault of the cycle */
    private boolean walk(int from, Cycle cycle, Transport transport, int unit) throws InterruptedException {
        int at = from;
        while (models.size() < MOST && at < END - 1) {
            int faults = cycle.faults().size();
            short[] head = two(at, cycle, transport, unit);
            if (head == null || (head[0] & 0xFFFF) == END || head[0] == 0) {
                return cycle.faults().size() == faults;
            }
            Model model = new Model(head[0] & 0xFFFF, at, head[1] & 0xFFFF);
            models.add(model);
            at = model.end();
        }
        return true;
    }

    private static short[] two(int address, Cycle cycle, Transport transport, int unit) throws InterruptedException {
        Reply reply =
                cycle.ask(transport, unit, new RegisterBlock(List.of(new Span(RegisterTable.HOLDING, address, 2))));
        return reply == null || reply.isRefused() ? null : reply.words();
    }

    private RegisterMap place(RegisterMap map, Cycle cycle) {
        List<Register> placed = new ArrayList<>();
        Set<String> series = new HashSet<>();
        Map<Integer, Integer> seen = new HashMap<>();
        Set<Integer> unused = new HashSet<>();
        for (Model model : models) {
            int instance = seen.merge(model.id(), 1, Integer::sum);
            int before = placed.size();
            for (Register register : map.registers()) {
                if (register.place() != null && register.models().contains(String.valueOf(model.id()))) {
                    place(register, model, instance, placed, series);
                }
            }
            if (placed.size() == before) {
                unused.add(model.id());
            }
        }
        map.registers().stream().filter(register -> register.place() == null).forEach(placed::add);
        String all = models.stream().map(model -> String.valueOf(model.id())).collect(Collectors.joining(", "));
        cycle.learn(
                "SunSpec models " + all,
                unused.isEmpty()
                        ? "all are read"
                        : "the register file has no line for "
                                + unused.stream().sorted().map(String::valueOf).collect(Collectors.joining(", ")));
        return new RegisterMap(placed, map.gap(), map.most());
    }

    /** Of what two models say, an inverter's in whole numbers and in floats, the first counts. */
    private static void place(Register register, Model model, int instance, List<Register> placed, Set<String> series) {
        Register.Place place = register.place();
        for (int i = 0; i == 0 || place.repeat() > 0; i++) {
            int by = model.start() + i * place.repeat();
            Map<String, String> which = new TreeMap<>();
            if (instance > 1) {
                which.put("instance", String.valueOf(instance));
            }
            if (place.repeat() > 0) {
                which.put(place.label(), String.valueOf(i + 1));
            }
            if (by + register.decoding().span().end() > Math.min(model.end(), 0x10000)) {
                return; // a shorter version of the model, or no further block
            }
            Register there = register.placed(by, which);
            // the exponents of a block that repeats stand before all blocks
            there = place.repeat() > 0 && i > 0 ? there.exponentFrom(register, model.start()) : there;
            if (series.addAll(there.series())) {
                placed.add(there);
            }
        }
    }
}
