package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.sample.Lack;
import io.github.homeexporter.tapo.plug.SmartFields.SmartRequest;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer;
import io.github.homeexporter.tapo.wire.PlugTransport.WireResponse;
import io.github.homeexporter.tapo.wire.TransportFault;
import io.github.homeexporter.tapo.wire.TransportFault.ErrorCodes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A cycle of the SMART family: one batch for a plug, one more for each socket of a strip that meters. */
final class SmartPoll extends Poll<SmartRequest> {
    private static final String INFO = "get_device_info";
    private static final String PARTS = "component_nego";
    private static final String CHILDREN = "get_child_device_list";
    private static final String USAGE = "get_energy_usage";
    private static final String POWER = "get_current_power";
    private static final String EMETER = "get_emeter_data";
    private static final String TIMES = "get_device_usage";
    private static final List<String> ENERGY = List.of(USAGE, POWER, EMETER);

    private final String terminal;
    private final Map<String, Map<String, Json>> answers = new LinkedHashMap<>();
    private final Map<String, Json> children = new LinkedHashMap<>();
    private final boolean describing;

    /** @param terminal base64 of any 16 bytes */
    SmartPoll(Knowledge known, long nowMillis, String terminal) {
        super(known, nowMillis);
        this.terminal = terminal;
        this.describing = !known.described;
        if (known.described) {
            List<String> methods = new ArrayList<>(List.of(INFO));
            methods.addAll(rest());
            ask("", methods);
        } else {
            ask("", List.of(PARTS, INFO));
        }
    }

    private List<String> rest() {
        return known.strip ? List.of(CHILDREN) : known.metering ? ENERGY : List.of(TIMES);
    }

    private void ask(String outlet, List<String> methods) {
        List<String> wanted = methods.stream()
                .filter(m -> known.isAsked(outlet, m, nowMillis))
                .toList();
        if (known.singles) {
            wanted.forEach(m -> open.add(SmartRequest.of(outlet, List.of(m))));
        } else if (!wanted.isEmpty()) {
            open.add(SmartRequest.of(outlet, wanted));
        }
    }

    @Override
    String json(SmartRequest request) {
        return request.json(nowMillis, terminal);
    }

    @Override
    void answer(String text) throws TransportFault {
        SmartRequest request = open.element();
        Json json = WireResponse.json(text);
        otherFamily = !json.has("error_code") && !json.has("result");
        if (otherFamily) {
            throw new TransportFault(
                    TransportFault.Kind.BROKEN, "malformed", "the plug's answer has neither result nor error_code");
        }
        json = request.unpacked(json);
        int code = json.integer("error_code", 0);
        if (ErrorCodes.isSession(code) || code == 1003) {
            throw ErrorCodes.of(code);
        }
        open.remove();
        try {
            take(request, code, json.object("result"));
        } catch (TransportFault e) {
            // it has to be asked again, or the cycle would end well without it
            open.addFirst(request);
            throw e;
        }
        leaveOut();
        if (open.isEmpty()) {
            proceed(request);
        }
    }

    private void take(SmartRequest request, int code, Json result) throws TransportFault {
        if (!request.isBatch()) {
            single(request, request.methods().get(0), code, result);
        } else if (code != 0) {
            // this firmware takes no batches, or not this long
            known.singles = true;
            split(request);
        } else {
            known.batch(true);
            batch(request, result.objects("responses"));
        }
    }

    @Override
    boolean isNeeded(String method) {
        return method.equals(INFO) || method.equals(CHILDREN);
    }

    /** The one that decides whether the plug can be read at all first. */
    @Override
    void split(SmartRequest request) {
        request.methods().stream()
                .sorted(Comparator.comparing(m -> m.equals(INFO)))
                .forEach(m -> open.addFirst(SmartRequest.of(request.outlet(), List.of(m))));
    }

    private void batch(SmartRequest request, List<Json> responses) throws TransportFault {
        List<String> missing = new ArrayList<>(request.methods());
        for (Json response : responses) {
            String method = response.text("method");
            if (missing.remove(method)) {
                single(request, method, response.integer("error_code", 0), response.object("result"));
            }
        }
        // a plug may stop at a method it does not like
        missing.forEach(m -> open.addFirst(SmartRequest.of(request.outlet(), List.of(m))));
    }

    private void single(SmartRequest request, String method, int code, Json result) throws TransportFault {
        if (method.equals(INFO) && code != 0) {
            throw ErrorCodes.isSession(code) || ErrorCodes.isLogin(code)
                    ? ErrorCodes.of(code)
                    : new TransportFault(
                            TransportFault.Kind.BROKEN,
                            "error_code",
                            "the plug answers " + INFO + " with error " + code + "; if it stays, switch it off and on");
        }
        if (method.equals(INFO) && result.isEmpty()) {
            throw new TransportFault(
                    TransportFault.Kind.BROKEN, "malformed", "the plug answers " + INFO + " with nothing of itself");
        }
        if (code == 0) {
            known.answered(request.outlet(), method);
            answers.computeIfAbsent(request.outlet(), c -> new HashMap<>()).put(method, result);
            if (method.equals(CHILDREN)) {
                page(request, result);
            }
        } else if (ErrorCodes.isUnsupported(code) && !known.isExpected(request.outlet(), method)) {
            known.unsupported(request.outlet(), method);
        } else if (code == ErrorCodes.NO_TIME && method.equals(USAGE)) {
            troubles.add(PlugAnswer.NO_TIME);
        } else {
            troubles.add(PlugAnswer.refused(method, code));
        }
    }

    private void page(SmartRequest request, Json result) {
        List<Json> page = result.objects("child_device_list");
        page.stream()
                .limit(MOST_CHILDREN - children.size())
                .forEach(child -> children.put(child.text("device_id"), child));
        int next = request.index() + page.size();
        int all = result.integer("sum", 0);
        if (!page.isEmpty() && next < Math.min(MOST_CHILDREN, all)) {
            open.add(new SmartRequest("", List.of(CHILDREN), next));
        } else if (children.size() < all) {
            troubles.add(PlugAnswer.incomplete(children.size(), all));
        }
    }

    @Override
    void proceed(SmartRequest last) {
        Json info = of("", INFO);
        known.identity(info.text("model") + info.text("fw_ver") + info.text("mac"));
        // new firmware is asked for its parts in the next cycle
        if (describing && !known.described) {
            describe(info);
            ask("", rest());
        }
        if (last.outlet().isEmpty() && open.isEmpty() && known.metering) {
            children.keySet().forEach(id -> ask(id, ENERGY));
        }
    }

    private void describe(Json info) {
        Json parts = of("", PARTS);
        known.described = true;
        known.strip = !info.has("device_on");
        // a plug that does not name its parts is asked and shows by its answers what it has
        known.meters = parts.objects("component_list").stream()
                .anyMatch(c -> c.text("id").equals("energy_monitoring"));
        known.metering = known.meters || parts.isEmpty();
    }

    private Json of(String outlet, String method) {
        Json found = answers.getOrDefault(outlet, Map.of()).get(method);
        return found == null ? Json.empty() : found;
    }

    @Override
    PlugAnswer result() {
        Json info = of("", INFO);
        leaveOut();
        Outlet own = outlet("", "", info);
        List<Outlet> parts = children.entrySet().stream()
                .map(e -> part(e.getKey(), e.getValue()))
                .toList();
        known.tellMissing(known.strip ? parts : List.of(own), troubles, nowMillis);
        return new PlugAnswer(
                DiscoveryAnswer.mac(info.text("mac")),
                info.text("model"),
                info.text("fw_ver"),
                info.text("hw_ver"),
                own,
                parts,
                SmartFields.day(answers.values().stream().map(a -> a.get(USAGE))),
                List.copyOf(troubles));
    }

    private Outlet part(String id, Json child) {
        if (!child.text("category").startsWith("subg.")) {
            // without a number of its own it has the one of its id: a list may come in any order
            int rank = (int) children.keySet().stream()
                    .filter(other -> other.compareTo(id) <= 0)
                    .count();
            return outlet(id, String.valueOf(child.integer("position", rank)), child);
        }
        // what a hub hears by radio is known by its own address
        String mac = child.text("mac");
        boolean alone = children.values().stream()
                        .filter(other -> other.text("mac").equals(mac))
                        .count()
                == 1;
        String key = alone && !DiscoveryAnswer.mac(mac).isEmpty() ? DiscoveryAnswer.mac(mac) : id;
        Outlet sensor = new Outlet(id, key);
        if (!SmartFields.sensor(child, sensor)) {
            troubles.add(new Lack(
                    PlugAnswer.UNHEARD,
                    "the hub does not hear " + Json.write(sensor.alias()) + " (" + key + "); battery? too far away?"));
        }
        return sensor;
    }

    private Outlet outlet(String id, String position, Json info) {
        Outlet outlet = new Outlet(id, position);
        SmartFields.info(info, outlet);
        SmartFields.energy(of(id, EMETER), of(id, USAGE), of(id, POWER), of(id, TIMES), outlet);
        if (!known.isSupported(id, EMETER)) {
            outlet.withoutCounter();
        }
        return outlet;
    }
}
