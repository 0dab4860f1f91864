package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.tapo.plug.IotFields.IotRequest;
import io.github.homeexporter.tapo.plug.IotFields.IotRequest.Part;
import io.github.homeexporter.tapo.plug.Poll.Knowledge.Statistics;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer;
import io.github.homeexporter.tapo.wire.PlugTransport.WireResponse;
import io.github.homeexporter.tapo.wire.TransportFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A cycle of the IOT family: one request for a plug, one more for each socket of a strip that meters, and once a minute the
 * statistics of the day and the month. Apart, since old firmware has room for an answer of about 4 KB.
 */
final class IotPoll extends Poll<IotRequest> {
    private static final long STATISTICS_EVERY = 60_000;
    /** A plug whose clock was never set is in the year 2000. */
    private static final int FIRST_YEAR = 2015;

    private static final String INFO = "get_sysinfo";
    private static final String REALTIME = "get_realtime";
    private static final String TIME = "get_time";
    private static final String DAYS = "get_daystat";
    private static final String MONTHS = "get_monthstat";

    private final Map<String, Json> realtime = new HashMap<>();
    private Json sysinfo;
    private Json clock = Json.empty();
    private boolean metersAsked;
    private boolean detailsAsked;

    IotPoll(Knowledge known, long nowMillis) {
        super(known, nowMillis);
        List<Part> parts = new ArrayList<>(List.of(Part.of("system", INFO)));
        if (known.described && known.metering && !known.singles) {
            meters(known.strip).stream()
                    .filter(part -> known.isAsked("", part.method(), nowMillis))
                    .forEach(parts::add);
            metersAsked = true;
        }
        open.add(new IotRequest("", parts));
    }

    /** Without a context a strip would answer for its first socket. */
    private List<Part> meters(boolean strip) {
        return strip
                ? List.of(Part.of(clockModule(), TIME))
                : List.of(Part.of(emeter(), REALTIME), Part.of(clockModule(), TIME));
    }

    private String emeter() {
        return known.bulb ? "smartlife.iot.common.emeter" : "emeter";
    }

    private String clockModule() {
        return known.bulb ? "smartlife.iot.common.timesetting" : "time";
    }

    @Override
    String json(IotRequest request) {
        return request.json();
    }

    @Override
    void answer(String text) throws TransportFault {
        IotRequest request = open.element();
        Json json = WireResponse.json(text);
        otherFamily = json.has("error_code") && !json.has("system");
        for (Part part : request.parts()) {
            take(request.outlet(), part, part.in(json));
        }
        open.remove();
        known.batch(true);
        leaveOut();
        if (open.isEmpty()) {
            proceed(request);
        }
    }

    @Override
    boolean isNeeded(String method) {
        return method.equals(INFO);
    }

    @Override
    void split(IotRequest request) {
        List<Part> parts = request.parts();
        for (int i = parts.size() - 1; i >= 0; i--) {
            open.addFirst(new IotRequest(request.outlet(), List.of(parts.get(i))));
        }
    }

    private void take(String outlet, Part part, Json value) throws TransportFault {
        int code = value.integer("err_code", 0);
        boolean expected = known.meters && List.of(TIME, REALTIME).contains(part.method())
                || known.isExpected(outlet, part.method());
        if (part.method().equals(INFO)) {
            info(value, code);
        } else if ((code == -1 || code == -2) && !expected) {
            // not this module, or not this member of it
            known.unsupported(outlet, part.method());
        } else if (code != 0) {
            troubles.add(PlugAnswer.refused(part.method(), code));
        } else if (!value.isEmpty()) {
            known.answered(outlet, part.method());
            switch (part.method()) {
                case REALTIME -> realtime.put(outlet, value);
                case TIME -> clock = value;
                case DAYS ->
                    statistics(outlet, IotFields.day(value, year(), month(), clock.integer("mday", 0)), Double.NaN);
                default -> statistics(outlet, Double.NaN, IotFields.month(value, year(), month()));
            }
        }
    }

    private void statistics(String outlet, double today, double whole) {
        known.statistics.compute(outlet, (o, before) -> new Statistics(date(), today, whole).or(before));
    }

    private void info(Json info, int code) throws TransportFault {
        if (info.isEmpty() || code != 0) {
            throw new TransportFault(
                    TransportFault.Kind.BROKEN,
                    code == 0 ? "malformed" : "error_code",
                    code == 0
                            ? "the plug's answer has no system information"
                            : "the plug answers " + INFO + " with error " + code
                                    + "; if it stays, switch it off and on");
        }
        known.identity(info.text("model") + info.text("sw_ver") + DiscoveryAnswer.ownMac(info));
        sysinfo = info;
        known.strip = !info.objects("children").isEmpty();
        known.bulb = info.has("light_state");
        known.meters = info.text("feature").contains("ENE");
        if (!known.described) {
            // one that does not name its features shows by its answer whether it meters
            known.metering = known.meters || !info.has("feature");
        }
    }

    @Override
    void proceed(IotRequest last) {
        if (!metersAsked && known.metering) {
            metersAsked = true;
            ask("", meters(known.strip));
        }
        if (open.isEmpty() && !detailsAsked) {
            detailsAsked = true;
            known.metering &= known.meters || known.strip || known.described || realtime.containsKey("");
            known.described = true;
            details();
        }
    }

    private void ask(String outlet, List<Part> parts) {
        List<Part> wanted = parts.stream()
                .filter(part -> known.isAsked(outlet, part.method(), nowMillis))
                .toList();
        if (known.singles) {
            wanted.forEach(part -> open.add(new IotRequest(outlet, List.of(part))));
        } else if (!wanted.isEmpty()) {
            open.add(new IotRequest(outlet, wanted));
        }
    }

    private void details() {
        if (!known.metering) {
            return;
        }
        if (clock.has("year") && year() < FIRST_YEAR) {
            troubles.add(PlugAnswer.NO_TIME);
        }
        // a clock that is not answered once has not begun another day
        boolean old = !date().isEmpty()
                && known.statistics.values().removeIf(s -> !s.date().equals(date()));
        boolean due = old || nowMillis - known.statisticsAt >= STATISTICS_EVERY;
        List<Part> statistics = due && year() >= FIRST_YEAR ? statistics() : List.of();
        if (known.strip) {
            for (Json child : children()) {
                List<Part> parts = new ArrayList<>(List.of(Part.of(emeter(), REALTIME)));
                parts.addAll(statistics);
                ask(id(child), parts);
            }
        } else {
            ask("", statistics);
        }
        if (!statistics.isEmpty()) {
            known.statisticsAt = nowMillis;
        }
    }

    private List<Part> statistics() {
        String year = "\"year\":" + year();
        return List.of(
                new Part(emeter(), DAYS, "{" + year + ",\"month\":" + month() + "}"),
                new Part(emeter(), MONTHS, "{" + year + "}"));
    }

    private int year() {
        return clock.integer("year", 0);
    }

    private int month() {
        return clock.integer("month", 0);
    }

    /** On the plug's own clock; empty when that is not set. */
    private String date() {
        return year() < FIRST_YEAR ? "" : "%04d-%02d-%02d".formatted(year(), month(), clock.integer("mday", 0));
    }

    private List<Json> children() {
        List<Json> all = sysinfo.objects("children");
        return all.subList(0, Math.min(all.size(), MOST_CHILDREN));
    }

    /** Old firmware numbers its sockets and wants the plug's own id before the number. */
    private String id(Json child) {
        String id = child.text("id");
        return id.length() == 2 ? sysinfo.text("deviceId") + id : id;
    }

    @Override
    PlugAnswer result() {
        leaveOut();
        Outlet own = new Outlet("", "");
        IotFields.info(sysinfo, own);
        meter(own);
        List<Outlet> sockets = new ArrayList<>();
        for (Json child : children()) {
            Outlet socket = new Outlet(id(child), String.valueOf(sockets.size() + 1));
            IotFields.child(child, socket);
            meter(socket);
            sockets.add(socket);
        }
        known.tellMissing(known.strip ? sockets : List.of(own), troubles, nowMillis);
        return new PlugAnswer(
                DiscoveryAnswer.ownMac(sysinfo),
                sysinfo.text("model"),
                sysinfo.text("sw_ver"),
                sysinfo.text("hw_ver"),
                own,
                sockets,
                date(),
                List.copyOf(troubles));
    }

    private void meter(Outlet outlet) {
        IotFields.realtime(realtime.getOrDefault(outlet.id(), Json.empty()), outlet);
        Statistics s = known.statistics.get(outlet.id());
        if (s != null && s.date().equals(date())) {
            outlet.put(Quantity.ENERGY_TODAY, s.today());
            outlet.put(Quantity.ENERGY_MONTH, s.month());
        }
    }
}
