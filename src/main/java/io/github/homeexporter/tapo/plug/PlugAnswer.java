package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.sample.Lack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * What one cycle of a plug yielded.
 *
 * @param mac with colons, empty when it said none
 * @param own the plug itself, or the strip as a whole
 * @param children the sockets of a strip
 * @param day on the plug's own clock, as 2026-01-31; empty when it did not say
 * @param troubles what it could not say, and why
 */
public record PlugAnswer(
        String mac,
        String model,
        String firmware,
        String hardware,
        Outlet own,
        List<Outlet> children,
        String day,
        List<Lack> troubles) {

    private static final List<Quantity> SUMMED = List.of(
            Quantity.POWER,
            Quantity.CURRENT,
            Quantity.ENERGY_TODAY,
            Quantity.ENERGY_MONTH,
            Quantity.ENERGY_TOTAL,
            Quantity.ON);

    /** A reason: of one sensor of a hub. */
    static final String UNHEARD = "sensor_offline";

    static final Lack NO_TIME = new Lack(
            "clock_not_set",
            "the plug does not know the time and counts no energy until it does; let it reach a time server on the"
                    + " internet (UDP port 123)");

    static Lack incomplete(int told, int all) {
        return new Lack(
                "list_incomplete",
                "of " + all + " sockets or sensors it names " + told + " only; the others have no values");
    }

    static Lack refused(String method, int code) {
        return new Lack(
                "method_error",
                "the plug answers " + method + " with error " + code
                        + ", so its values are missing; if it stays, switch it off and on");
    }

    static Lack missing(Outlet outlet, Collection<Quantity> quantities) {
        return new Lack(
                "value_missing",
                (outlet.position().isEmpty() ? "the plug" : "socket " + outlet.position()) + " does not say its "
                        + quantities.stream()
                                .map(quantity ->
                                        quantity.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                                .collect(Collectors.joining(", "))
                        + "; if it stays, switch the plug off and on");
    }

    static Lack silent(Collection<String> methods) {
        return new Lack(
                "not_answered",
                "the plug never answers " + String.join(", ", methods)
                        + "; it is left out and asked again every hour, the rest is read");
    }

    /** The plug itself and its sockets. */
    public List<Outlet> outlets() {
        List<Outlet> all = new ArrayList<>();
        all.add(own);
        all.addAll(children);
        return all;
    }

    /** Of a strip as a whole: the sums of what all its sockets say, and whether any is on; nothing for a plug. */
    Map<Quantity, Double> whole() {
        Map<Quantity, Double> whole = new EnumMap<>(Quantity.class);
        if (!children.stream().allMatch(c -> c.position().matches("\\d+"))) {
            // a hub
            return whole;
        }
        for (Quantity quantity : SUMMED) {
            if (!children.isEmpty() && children.stream().allMatch(c -> c.has(quantity))) {
                DoubleStream all = children.stream().mapToDouble(c -> c.values().get(quantity));
                whole.put(quantity, quantity == Quantity.ON ? all.max().orElseThrow() : all.sum());
            }
        }
        return whole;
    }
}
