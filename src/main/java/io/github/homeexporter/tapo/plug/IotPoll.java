package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.tapo.plug.PlugAnswer.Trouble;
import io.github.homeexporter.tapo.plug.Poll.Knowledge;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer;
import io.github.homeexporter.tapo.wire.TransportFault;
import io.github.homeexporter.tapo.wire.WireResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A cycle of the IOT family: one request for a plug, one more for each socket of a strip that meters, and once a minute the
 * statistics of the day and the month. Apart, since old firmware has room for an answer of about 4 KB.
 */
final class IotPoll implements Poll {
    private static final long STATISTICS_EVERY = 60_000;
    /** A plug whose clock was never set is in the year 2000. */
    private static final int FIRST_YEAR = 2015;

    private record Question(String outlet, String json) {}

    private final Knowledge known;
    private final long nowMillis;
    private final Deque<Question> open = new ArrayDeque<>();
    private final Map<String, Json> realtime = new HashMap<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private Json sysinfo;
    private Json clock = Json.empty();

    IotPoll(Knowledge known, long nowMillis) {
        this.known = known;
        this.nowMillis = nowMillis;
        String meter = known.described && !known.metering
                ? ""
                : ",\"emeter\":{\"get_realtime\":{}},\"time\":{\"get_time\":{}}";
        open.add(new Question("", "{\"system\":{\"get_sysinfo\":{}}" + meter + "}"));
    }

    @Override
    public String question() {
        return open.isEmpty() ? null : open.peek().json();
    }

    @Override
    public void answer(String text) throws TransportFault {
        Question question = open.element();
        Json json = WireResponse.json(text);
        if (sysinfo == null) {
            first(json);
            open.remove();
            proceed();
        } else {
            open.remove();
            emeter(question.outlet(), json.object("emeter"));
        }
    }

    private void first(Json json) throws TransportFault {
        Json info = json.object("system").object("get_sysinfo");
        if (info.isEmpty() || info.integer("err_code", 0) != 0) {
            throw new TransportFault(
                    TransportFault.Kind.BROKEN, "malformed", "the plug's answer has no system information");
        }
        known.firmware(info.text("sw_ver"));
        Json values = json.object("emeter").object("get_realtime");
        boolean answered = !values.isEmpty() && values.integer("err_code", 0) == 0;
        known.metering = info.has("feature") ? info.text("feature").contains("ENE") : answered;
        known.strip = !info.objects("children").isEmpty();
        known.described = true;
        clock = json.object("time").object("get_time");
        sysinfo = info;
        if (known.metering && !known.strip) {
            // without a context a strip would answer for its first socket
            emeter("", json.object("emeter"));
        }
    }

    private void proceed() {
        if (!known.metering) {
            return;
        }
        boolean due = nowMillis - known.statisticsAt >= STATISTICS_EVERY
                || known.statistics.values().stream().anyMatch(s -> !s.date().equals(date()));
        boolean statistics = due && clock.has("year") && clock.integer("year", 0) >= FIRST_YEAR;
        if (clock.has("year") && clock.integer("year", 0) < FIRST_YEAR) {
            troubles.add(PlugAnswer.NO_TIME);
        }
        if (known.strip) {
            for (Json child : sysinfo.objects("children")) {
                String id = id(child);
                open.add(new Question(
                        id,
                        "{\"context\":{\"child_ids\":[" + Json.quoted(id) + "]},\"emeter\":{\"get_realtime\":{}"
                                + (statistics ? "," + statistics() : "") + "}}"));
            }
        } else if (statistics && known.isSupported("", "get_daystat")) {
            open.add(new Question("", "{\"emeter\":{" + statistics() + "}}"));
        }
        if (statistics) {
            known.statisticsAt = nowMillis;
        }
    }

    private String statistics() {
        int year = clock.integer("year", 0);
        return "\"get_daystat\":{\"year\":" + year + ",\"month\":" + clock.integer("month", 0)
                + "},\"get_monthstat\":{\"year\":" + year + "}";
    }

    /** Old firmware numbers its sockets and wants the plug's own id before the number. */
    private String id(Json child) {
        String id = child.text("id");
        return id.length() == 2 ? sysinfo.text("deviceId") + id : id;
    }

    private void emeter(String outlet, Json emeter) {
        Json values = emeter.object("get_realtime");
        if (values.integer("err_code", 0) != 0) {
            troubles.add(new Trouble("method_error", "get_realtime answered error " + values.integer("err_code", 0)));
        } else if (!values.isEmpty()) {
            realtime.put(outlet, values);
        }
        if (emeter.has("get_daystat")) {
            int year = clock.integer("year", 0);
            int month = clock.integer("month", 0);
            double today = IotFields.day(emeter.object("get_daystat"), year, month, clock.integer("mday", 0));
            double whole = IotFields.month(emeter.object("get_monthstat"), year, month);
            known.statistics.put(outlet, new Knowledge.Statistics(date(), today, whole));
        }
    }

    private String date() {
        return clock.integer("year", 0) + "-" + clock.integer("month", 0) + "-" + clock.integer("mday", 0);
    }

    @Override
    public boolean isOtherFamily() {
        return false;
    }

    @Override
    public PlugAnswer result() {
        Outlet own = new Outlet("", "");
        IotFields.info(sysinfo, own);
        meter(own);
        List<Outlet> sockets = new ArrayList<>();
        for (Json child : sysinfo.objects("children")) {
            Outlet socket = new Outlet(id(child), String.valueOf(sockets.size() + 1));
            IotFields.child(child, socket);
            meter(socket);
            sockets.add(socket);
        }
        String mac = sysinfo.has("mac") ? sysinfo.text("mac") : sysinfo.text("ethernet_mac");
        return new PlugAnswer(
                DiscoveryAnswer.mac(mac),
                sysinfo.text("model"),
                sysinfo.text("sw_ver"),
                sysinfo.text("hw_ver"),
                own,
                sockets,
                troubles);
    }

    private void meter(Outlet outlet) {
        IotFields.realtime(realtime.getOrDefault(outlet.id(), Json.empty()), outlet);
        Knowledge.Statistics s = known.statistics.get(outlet.id());
        if (s != null && s.date().equals(date())) {
            outlet.put(Quantity.ENERGY_TODAY, s.today());
            outlet.put(Quantity.ENERGY_MONTH, s.month());
        }
    }
}
