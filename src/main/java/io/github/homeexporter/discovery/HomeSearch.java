package io.github.homeexporter.discovery;

import io.github.homeexporter.discovery.FoundDevice.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks for the devices of a home: nothing is swept, logged in to or written, and each device is connected to at most once.
 *
 * @param networkInterface name or address of the only one to ask on; empty for all but those of containers
 * @param time to listen
 * @param settings as they are when it runs
 */
public record HomeSearch(String networkInterface, Duration time, Targets targets, Supplier<Properties> settings) {
    private static final List<Path> OF_CONTAINERS = List.of(Path.of("/.dockerenv"), Path.of("/run/.containerenv"));

    /**
     * What came of it.
     *
     * @param devices how many answered
     * @param lines for the end of application.properties: properties and comments, nothing else
     */
    public record Found(int devices, List<String> lines) {}

    /**
     * Takes the time it was given, and some more for each heat pump, Miniserver and ISG that answered, at most 20 s in all.
     *
     * @param said takes a sentence, in any thread, for all that is asked and all that could not be, and why there may be nothing
     * @throws IOException when there is no such interface, or this machine lets nobody ask
     */
    public Found run(Consumer<String> said) throws IOException {
        List<LocalNetwork> networks =
                networkInterface.isEmpty() ? LocalNetwork.all() : LocalNetwork.named(networkInterface);
        if (networks.isEmpty()) {
            said.accept("nobody was asked: this machine is in no network with IPv4, or only in those of containers;"
                    + " --discover-interface asks on one of these");
            hint(said);
            return new Found(0, List.of());
        }
        SetAlready set = new SetAlready(settings.get(), InetAddress::getAllByName);
        List<FoundDevice> found = new Search(networks, time, targets, set, said).run(InetAddress::getAllByName);
        if (found.isEmpty()) {
            said.accept(
                    "nothing answered within " + time.toSeconds() + " s. Questions end at a router, a VLAN and a guest"
                            + " Wi-Fi; a firewall of this machine may drop the answers (UDP 4444, 47808, 7071 and those to free"
                            + " ports); and many devices never answer such a question, as Proxmox, Fronius, whatever speaks"
                            + " Modbus, and some heat pumps: set their address");
            hint(said);
        }
        return new Found(PropertyLines.sorted(found).size(), PropertyLines.of(found, set));
    }

    private static void hint(Consumer<String> said) {
        if (OF_CONTAINERS.stream().anyMatch(Files::exists) || System.getenv("KUBERNETES_SERVICE_HOST") != null) {
            said.accept("this is a container, whose own network has no devices: run this once with the host's, as with"
                    + " docker run --network host or hostNetwork: true; the service itself does not need it");
        }
    }

    /** Writes what was found so that it can be put at the end of application.properties: what is not sure, or there already, is a comment. */
    static final class PropertyLines {
        /** More is no home. */
        private static final int MOST = 200;

        private static final String COMMENT = "# ";

        private final SetAlready set;
        private final Set<Kind> written = EnumSet.noneOf(Kind.class);
        private final Set<String> remarks = new HashSet<>();
        private final List<String> lines = new ArrayList<>();

        private PropertyLines(SetAlready set) {
            this.set = set;
        }

        static List<String> of(List<FoundDevice> found, SetAlready set) {
            PropertyLines lines = new PropertyLines(set);
            List<FoundDevice> sorted = sorted(found);
            sorted.stream().limit(MOST).forEach(lines::write);
            if (sorted.size() > MOST) {
                lines.comment("and " + (sorted.size() - MOST) + " more, which are not shown");
            }
            return lines.lines;
        }

        /** By kind and address, each device once: of two that are one the surer. */
        static List<FoundDevice> sorted(List<FoundDevice> found) {
            Map<String, FoundDevice> each = new LinkedHashMap<>();
            found.stream()
                    .sorted(Comparator.comparing(FoundDevice::kind)
                            .thenComparing(device -> device.properties().isEmpty())
                            .thenComparing(device -> inOrder(device.address())))
                    .forEach(device -> each.putIfAbsent(device.kind() + " " + device.id(), device));
            return each.values().stream()
                    .sorted(Comparator.comparing(FoundDevice::kind)
                            .thenComparing(device -> inOrder(device.address()))
                            .thenComparing(FoundDevice::what))
                    .toList();
        }

        /** 192.0.2.9 before 192.0.2.10. */
        private static String inOrder(String address) {
            return address.replaceAll("(?<!\\d)(\\d{1,3})(?!\\d)", "00$1").replaceAll("0+(\\d{3})(?!\\d)", "$1");
        }

        private void write(FoundDevice device) {
            comment(device.what());
            Optional<String> named = set.naming(device.key(), device.address());
            if (named.isPresent()) {
                comment("is set already: " + named.get());
                return;
            }
            List<String> properties = device.properties();
            if (!properties.isEmpty()) {
                String now = set.get(device.key());
                if (now.isEmpty() && written.add(device.kind())) {
                    lines.addAll(properties);
                } else {
                    properties.forEach(this::comment);
                    comment((now.isEmpty()
                                    ? "a further one"
                                    : device.key() + " is set already, to something else; for a further one")
                            + ": copy the route (" + device.kind().several + ")");
                }
            }
            for (String remark : device.remarks()) {
                // what is missing is missing for all of a kind
                if (device.kind() == Kind.OTHER || remarks.add(remark)) {
                    comment(remark);
                }
            }
        }

        private void comment(String text) {
            lines.add(COMMENT + text);
        }
    }

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
}
