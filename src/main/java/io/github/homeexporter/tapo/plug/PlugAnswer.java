package io.github.homeexporter.tapo.plug;

import java.util.ArrayList;
import java.util.List;

/**
 * What one cycle of a plug yielded.
 *
 * @param mac with colons, empty when it said none
 * @param own the plug itself, or the strip as a whole
 * @param children the sockets of a strip
 * @param troubles what it could not say, and why
 */
public record PlugAnswer(
        String mac,
        String model,
        String firmware,
        String hardware,
        Outlet own,
        List<Outlet> children,
        List<Trouble> troubles) {

    /** @param reason a word for the label {@code reason} */
    public record Trouble(String reason, String sentence) {}

    static final Trouble NO_TIME = new Trouble(
            "clock_not_set",
            "the plug does not know the time and counts no energy until it does; let it reach a time server on the"
                    + " internet (UDP port 123)");

    /** The plug itself and its sockets. */
    public List<Outlet> outlets() {
        List<Outlet> all = new ArrayList<>();
        all.add(own);
        all.addAll(children);
        return all;
    }
}
