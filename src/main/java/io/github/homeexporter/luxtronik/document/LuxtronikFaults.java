package io.github.homeexporter.luxtronik.document;

import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.net.Texts;
import java.time.Duration;
import java.util.List;

/** What can be wrong with a controller, in words that say what to check. */
public final class LuxtronikFaults {
    private LuxtronikFaults() {}

    /**
     * A connection that did not come about.
     *
     * @param status of the HTTP answer, 0 when there was none
     */
    public static Fault unconnected(HostPort address, Fault fault, int status) {
        String sentence =
                switch (fault.reason()) {
                    case NetworkFaults.REFUSED ->
                        address
                                + " refuses the connection: check address and port (8214), and that the controller's"
                                + " web server is on (an update to firmware 3.90 or later switches it off: Service >"
                                + " System control > Web server)";
                    case NetworkFaults.UNKNOWN_HOST ->
                        "the host name \"" + address.host()
                                + "\" is not known: check lux.address for a typing error, or write the IP address";
                    case NetworkFaults.TIMEOUT ->
                        address
                                + " does not answer: check that the controller is on, that its address has not changed"
                                + " (an update can reset it), and that no firewall or VLAN lies between";
                    case NetworkFaults.UNREACHABLE ->
                        "no route to " + address
                                + ": check the address, and that this host is in the same network as the controller";
                    case NetworkFaults.HANDSHAKE ->
                        status == 101
                                ? address + " opened another WebSocket than " + LuxtronikConversation.SUBPROTOCOL
                                        + ": is it a Luxtronik controller with firmware 3.81 or later?"
                                : address + " answered HTTP " + status
                                        + " instead of opening a WebSocket: is it a Luxtronik"
                                        + " controller, and is the port 8214 (80 is only its web page)?";
                    default -> address + ": " + fault.sentence();
                };
        return new Fault(fault.reason(), sentence, fault.retryAfter());
    }

    static Fault silent(LuxtronikCommand asked, Duration within) {
        String password = asked.isLogin() ? ", or set lux.password if it is a controller that wants its own" : "";
        return new Fault(
                "timeout",
                "no answer to " + asked + " within " + within.toMillis() / 1000.0
                        + " s: the controller's web server hangs now and then; if it stays so, poll less often or"
                        + " restart the controller" + password);
    }

    /** Before anything was answered: there is no word for "wrong password" in the protocol but this. */
    static Fault droppedAtLogin() {
        return new Fault(
                "login",
                "the controller closed the connection right behind LOGIN: check lux.password, most controllers let"
                        + " everybody read but some want their own password; or its web server is only just starting");
    }

    static Fault unreadable(String reason, int times, String what) {
        return new Fault(
                reason,
                times + " answers in a row could not be read, the last one because it is " + Texts.oneLine(what));
    }

    static Fault noSuchPage(String wanted, List<String> pages) {
        return new Fault(
                "page",
                "the controller has no page \"" + Texts.oneLine(wanted) + "\" (lux.page); it has: "
                        + Texts.oneLine(String.join(", ", pages)),
                Duration.ofMinutes(1));
    }
}
