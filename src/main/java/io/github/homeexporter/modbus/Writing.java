package io.github.homeexporter.modbus;

import io.github.homeexporter.modbus.protocol.Cycle;
import io.github.homeexporter.modbus.protocol.Cycle.Transport;
import io.github.homeexporter.modbus.protocol.Cycle.Unanswered;
import io.github.homeexporter.modbus.protocol.Plan;
import io.github.homeexporter.modbus.protocol.RegisterTable;
import io.github.homeexporter.modbus.protocol.RegisterTable.Span;
import io.github.homeexporter.modbus.protocol.Request;
import io.github.homeexporter.modbus.protocol.Request.Reply;
import io.github.homeexporter.modbus.registers.DataType;
import io.github.homeexporter.modbus.registers.Decoding;
import io.github.homeexporter.modbus.registers.Register;
import io.github.homeexporter.modbus.registers.RegisterMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads and writes single registers of a device by their names. */
final class Writing {
    private final RegisterMap map;
    private final int unit;
    private final Transport transport;

    Writing(RegisterMap map, int unit, Transport transport) {
        this.map = map;
        this.unit = unit;
        this.transport = transport;
    }

    /** The values of the named registers now; a register without a value is not in it. */
    Map<String, Double> read(Collection<String> names) throws WriteFault, InterruptedException {
        List<Span> spans = new ArrayList<>();
        for (String name : names) {
            spans.addAll(known(name).decoding().needs());
        }
        Cycle cycle = Plan.of(spans, map.gap(), map.most()).read(transport, unit);
        Map<String, Double> values = new LinkedHashMap<>();
        for (String name : names) {
            Decoding decoding = known(name).decoding();
            boolean read = decoding.needs().stream()
                    .allMatch(span -> cycle.image().words(span).isPresent());
            if (!read) {
                throw new WriteFault("reading " + name + ": "
                        + cycle.faults().get(cycle.faults().size() - 1).sentence());
            }
            decoding.value(cycle.image()).ifPresent(value -> values.put(name, value));
        }
        return values;
    }

    /**
     * Writes all of them, neighbours in one request so that no state between them is ever seen; one by one when the device
     * takes single registers only.
     *
     * @throws WriteFault when one of them must not be written, before anything is; or when the device refuses
     */
    void write(Map<String, Double> values) throws WriteFault, InterruptedException {
        for (Request request : requests(values)) {
            Reply reply = ask(request);
            boolean dislikesMany =
                    reply.exception() == Reply.ILLEGAL_FUNCTION || reply.exception() == Reply.ILLEGAL_VALUE;
            if (dislikesMany && request.function() == 16 && areSingleWords(values.keySet())) {
                for (int i = 0; i < request.words().length; i++) {
                    Request one = Request.write(unit, RegisterTable.HOLDING, request.address() + i, request.words()[i]);
                    taken(one, ask(one));
                }
            } else {
                taken(request, reply);
            }
        }
    }

    /** @throws WriteFault when the device holds anything else than was written */
    Map<String, Double> verify(Map<String, Double> written) throws WriteFault, InterruptedException {
        Map<String, Double> found = read(written.keySet());
        for (Map.Entry<String, Double> each : written.entrySet()) {
            Double now = found.get(each.getKey());
            double step = Math.abs(known(each.getKey()).decoding().scale().step());
            if (now == null || Math.abs(now - each.getValue()) > step / 2) {
                throw new WriteFault(each.getKey() + " was set to " + each.getValue() + ", but the device holds "
                        + (now == null ? "no value" : now));
            }
        }
        return found;
    }

    private boolean areSingleWords(Collection<String> names) throws WriteFault {
        for (String name : names) {
            if (known(name).decoding().span().count() > 1) {
                return false;
            }
        }
        return true;
    }

    private static void taken(Request request, Reply reply) throws WriteFault {
        if (reply.isRefused()) {
            throw new WriteFault("write of " + request + ": " + reply.sentence());
        }
    }

    private Reply ask(Request request) throws WriteFault, InterruptedException {
        try {
            return transport.ask(request);
        } catch (Unanswered e) {
            throw new WriteFault(request + ": " + e.getMessage(), e);
        }
    }

    List<Request> requests(Map<String, Double> values) throws WriteFault {
        Map<Span, short[]> words = new TreeMap<>();
        for (Map.Entry<String, Double> each : values.entrySet()) {
            Register register = known(each.getKey());
            words.put(register.decoding().span(), encoded(register, each.getValue()));
        }
        List<Request> requests = new ArrayList<>();
        List<Short> open = new ArrayList<>();
        Span first = null;
        for (Map.Entry<Span, short[]> each : words.entrySet()) {
            Span span = each.getKey();
            boolean neighbour = first != null
                    && first.table() == span.table()
                    && first.address() + open.size() == span.address()
                    && open.size() + span.count() <= 123;
            if (!neighbour && first != null) {
                requests.add(request(first, open));
                open.clear();
            }
            if (open.isEmpty()) {
                first = span;
            }
            for (short word : each.getValue()) {
                open.add(word);
            }
        }
        if (first != null) {
            requests.add(request(first, open));
        }
        return requests;
    }

    private Request request(Span first, List<Short> words) {
        short[] array = new short[words.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = words.get(i);
        }
        return Request.write(unit, first.table(), first.address(), array);
    }

    private static short[] encoded(Register register, double value) throws WriteFault {
        if (!register.writable()) {
            throw new WriteFault("register " + register.name() + " is read only; its access must be rw to write it");
        }
        if (!(value >= register.min() && value <= register.max())) {
            throw new WriteFault("register " + register.name() + ": " + value + "; allowed: " + register.min() + " to "
                    + register.max());
        }
        if (register.decoding().data().kind() == DataType.Kind.BIT && value != 0 && value != 1) {
            throw new WriteFault("register " + register.name() + ": " + value + "; allowed: 0, 1");
        }
        try {
            return register.decoding().encode(value);
        } catch (IllegalArgumentException e) {
            throw new WriteFault("register " + register.name() + ": " + e.getMessage(), e);
        }
    }

    private Register known(String name) throws WriteFault {
        return map.register(name)
                .orElseThrow(() -> new WriteFault("there is no register \"" + name + "\" in the register file"));
    }

    /** A write or a reading on demand that did not come about. */
    public static class WriteFault extends Exception {
        WriteFault(String sentence, Throwable cause) {
            super(sentence, cause);
        }

        WriteFault(String sentence) {
            super(sentence);
        }
    }
}
