package io.github.homeexporter.discovery;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A network that this machine is in.
 *
 * @param name of the interface
 * @param address of this machine in it, IPv4
 * @param broadcast empty where there is none, as in a tunnel
 */
public record LocalNetwork(String name, InetAddress address, Optional<InetAddress> broadcast) {
    /** What container engines and virtual machines make: who is behind them is no device of the home; behind br-lan one is. */
    private static final String OF_CONTAINERS =
            "(docker|veth|virbr|cni|flannel|podman|lxcbr|lxdbr|cali|vnet|tap).*|br-[0-9a-f]{12}";

    static boolean isOfContainers(String name) {
        return name.matches(OF_CONTAINERS);
    }

    /** Those in which devices may be: no loopback, no tunnel, none of containers. */
    static List<LocalNetwork> all() {
        return interfaces().stream()
                .filter(each -> isUp(each, false) && !isOfContainers(each.getName()))
                .flatMap(each -> of(each).stream())
                .toList();
    }

    /** One that was pulled out meanwhile is not. */
    private static boolean isUp(NetworkInterface each, boolean any) {
        try {
            return each.isUp() && (any || (!each.isLoopback() && !each.isPointToPoint()));
        } catch (SocketException e) {
            return false;
        }
    }

    /**
     * That of one interface, whichever it is.
     *
     * @param name its name, or an address of this machine
     * @throws IOException naming those there are, when there is none
     */
    static List<LocalNetwork> named(String name) throws IOException {
        NetworkInterface found = NetworkInterface.getByName(name);
        boolean byAddress = found == null && name.matches("[0-9]{1,3}([.][0-9]{1,3}){3}");
        if (byAddress) {
            found = NetworkInterface.getByInetAddress(InetAddress.getByName(name));
        }
        List<LocalNetwork> networks = new ArrayList<>(found == null || !isUp(found, true) ? List.of() : of(found));
        if (byAddress) {
            networks.removeIf(network -> !network.address().getHostAddress().equals(name));
        }
        if (networks.isEmpty()) {
            String there = interfaces().stream()
                    .filter(each -> isUp(each, true))
                    .flatMap(each -> of(each).stream())
                    .map(network -> network.name() + " " + network.address().getHostAddress())
                    .collect(Collectors.joining(", "));
            throw new IOException("there is no interface \"" + name + "\" with an IPv4 address that is up; there are: "
                    + (there.isEmpty() ? "none" : there));
        }
        return networks;
    }

    /** Java throws where there is none that is up. */
    private static List<NetworkInterface> interfaces() {
        try {
            return Collections.list(NetworkInterface.getNetworkInterfaces());
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static List<LocalNetwork> of(NetworkInterface each) {
        List<LocalNetwork> networks = new ArrayList<>();
        for (InterfaceAddress address : each.getInterfaceAddresses()) {
            if (address.getAddress() instanceof Inet4Address v4) {
                InetAddress all = v4.isLoopbackAddress() ? loopback() : address.getBroadcast();
                networks.add(new LocalNetwork(
                        each.getName(),
                        v4,
                        Optional.ofNullable(all).filter(to -> !to.isAnyLocalAddress() && !to.equals(v4))));
            }
        }
        return networks;
    }

    /** Java names none for it, though it has one. */
    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, (byte) 255, (byte) 255, (byte) 255});
        } catch (IOException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
