package io.github.homeexporter.discovery;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Where questions go. There is one set of these for homes; simulated devices have others.
 *
 * @param controllers UDP ports at which Luxtronik controllers answer, to the same ports of who asks
 * @param webSocket TCP port of a controller's web server
 * @param miniservers UDP port at which Miniservers are asked
 * @param miniserverAnswers UDP port to which they answer
 * @param services where multicast DNS is asked
 * @param inverters where SMA's devices are asked
 * @param plugs UDP ports of TP-Link's devices
 * @param isgNames under which an ISG may be known to the resolver
 * @param isgWeb TCP port of its pages
 * @param patience how long a device may take for the one request to it; the slow ISG twice as long, all together six times
 */
public record Targets(
        List<Integer> controllers,
        int webSocket,
        int miniservers,
        int miniserverAnswers,
        InetSocketAddress services,
        InetSocketAddress inverters,
        List<Integer> plugs,
        List<String> isgNames,
        int isgWeb,
        Duration patience) {
    /** Of the devices themselves. An ISG says its name when it asks for an address, so the router may know it. */
    public static final Targets USUAL = new Targets(
            List.of(4444, 47808),
            8214,
            7070,
            7071,
            new InetSocketAddress("224.0.0.251", 5353),
            new InetSocketAddress("239.12.255.254", 9522),
            List.of(20002, 20004, 9999),
            List.of(
                    "servicewelt",
                    "servicewelt.fritz.box",
                    "servicewelt.home.arpa",
                    "servicewelt.lan",
                    "servicewelt.local"),
            80,
            Duration.ofSeconds(2));
}
