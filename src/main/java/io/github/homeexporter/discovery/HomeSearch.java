package io.github.homeexporter.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks for the devices of a home: nothing is swept, logged in to or written, and each device is connected to at most once. */
public final class HomeSearch {
    private static final List<Path> OF_CONTAINERS = List.of(Path.of("/.dockerenv"), Path.of("/run/.containerenv"));

    private final String networkInterface;
    private final Duration time;
    private final Targets targets;
    private final Supplier<Properties> settings;

    /**
     * What came of it.
     *
     * @param devices how many answered
     * @param lines for the end of application.properties: properties and comments, nothing else
     */
    public record Found(int devices, List<String> lines) {}

    /**
     * @param networkInterface name or address of the only one to ask on; empty for all but those of containers
     * @param time to listen
     * @param settings as they are when it runs
     */
    public HomeSearch(String networkInterface, Duration time, Targets targets, Supplier<Properties> settings) {
        this.networkInterface = networkInterface;
        this.time = time;
        this.targets = targets;
        this.settings = settings;
    }

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
}
