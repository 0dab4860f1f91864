package io.github.homeexporter.tapo;

import io.github.homeexporter.tapo.DiscoveryOptions.Discovery;
import io.github.homeexporter.tapo.plug.PlugAddress;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer.TdpPacket;
import io.github.homeexporter.tapo.wire.TransportFault;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One search: the question by broadcast and to each known address, several times, and whoever answers. */
record PlugDiscovery(Discovery options, SystemEntropy entropy) {
    private static final Logger LOG = LoggerFactory.getLogger(PlugDiscovery.class);
    private static final int LONGEST = 4096;
    /** Answers of one round that are looked into, of which each costs a decryption: more than a house has plugs. */
    static final int MOST_ANSWERS = 500;
    /** Of them those of one address, so that a flood of one keeps no other from being found. */
    static final int MOST_OF_ONE = 100;
    /** Datagrams after which the socket is left alone for {@link #BREATH_MILLIS}: the system drops what comes in between. */
    private static final int MOST_AT_ONCE = 64;

    private static final int BREATH_MILLIS = 20;
    private static final String EVERYWHERE = "255.255.255.255";

    /** Takes what is heard. */
    interface Ear {
        void heard(PlugAddress where, DiscoveryAnswer answer);
    }

    /**
     * Waits for the whole of the time set; hands each answer on as it comes.
     *
     * @throws IOException when a question could not be sent where the settings say; those that could were
     */
    void search(List<PlugAddress> known, Ear ear) throws IOException {
        KeyPair key = entropy.rsa2048();
        byte[] probe = TdpPacket.probe(
                key.getPublic(), ByteBuffer.wrap(entropy.bytes(4)).getInt());
        InterfaceAddress from = localAddress();
        List<String> targets = options.on() ? targets(from) : List.of();
        IOException failed = null;
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(from == null ? null : from.getAddress(), 0))) {
            socket.setBroadcast(true);
            long end = System.nanoTime() + options.timeout().toNanos();
            for (int round = 1; round <= options.packets(); round++) {
                failed = ask(socket, probe, targets);
                long asked = known.stream()
                        .filter(plug -> directly(socket, probe, plug))
                        .count();
                if (failed != null && targets.size() == 1 && asked == 0) {
                    // nobody was asked, so nobody will answer
                    break;
                }
                long until = end - options.timeout().toNanos() / options.packets() * (options.packets() - round);
                listen(socket, until, key, ear);
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** What went wrong, or null: of several networks of the machine one may be down. */
    private IOException ask(DatagramSocket socket, byte[] probe, List<String> targets) {
        IOException failed = null;
        int failures = 0;
        for (String target : targets) {
            try {
                send(socket, probe, target);
            } catch (UnknownHostException e) {
                failed = untold(target, "the name is not known", e);
                failures++;
            } catch (IOException e) {
                failed = untold(target, e.getMessage(), e);
                failures++;
            }
        }
        return isEverywhere() && failures < targets.size() ? null : failed;
    }

    private static IOException untold(String target, String why, IOException e) {
        return new IOException(
                "cannot send to " + target + ": " + why
                        + "; set tapo.discovery-target or tapo.discovery-interface, or tapo.discovery=false",
                e);
    }

    /** Whether it could be asked. */
    private boolean directly(DatagramSocket socket, byte[] probe, PlugAddress plug) {
        if (plug.written() && !plug.isUsual()) {
            // behind a port forward it is the forwarder that a datagram would reach
            return false;
        }
        try {
            send(socket, probe, plug.host());
            return true;
        } catch (IOException e) {
            LOG.debug("{} was not asked: {}", plug, e.getMessage());
            return false;
        }
    }

    private void send(DatagramSocket socket, byte[] probe, String host) throws IOException {
        InetAddress to = InetAddress.getByName(host);
        for (int port : options.ports()) {
            for (byte[] packet : List.of(probe, TdpPacket.kasaProbe())) {
                socket.send(new DatagramPacket(packet, packet.length, to, port));
            }
        }
    }

    private void listen(DatagramSocket socket, long until, KeyPair key, Ear ear) throws IOException {
        Answered answered = new Answered();
        int heard = 0;
        byte[] buffer = new byte[LONGEST];
        while (true) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left < 1) {
                return;
            }
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            socket.setSoTimeout((int) left);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                return;
            }
            if (++heard % MOST_AT_ONCE == 0) {
                breathe();
            }
            String host = packet.getAddress().getHostAddress();
            byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
            if (answered.isNew(host, packet.getPort(), bytes)) {
                answer(host, packet.getPort(), bytes, key, ear);
            }
        }
    }

    /** What one round has looked into: each answer once, and of a flood only so many. */
    static final class Answered {
        private final Map<String, Set<String>> ofHost = new HashMap<>();
        private int all;

        /** Whether it is to be looked into; it is remembered then. */
        boolean isNew(String host, int port, byte[] bytes) {
            if (all >= MOST_ANSWERS) {
                return false;
            }
            Set<String> answers = ofHost.computeIfAbsent(host, first -> new HashSet<>());
            boolean isNew = answers.size() < MOST_OF_ONE && answers.add(port + ":" + Arrays.hashCode(bytes));
            all += isNew ? 1 : 0;
            return isNew;
        }
    }

    /** A flood takes no more of the processor than this lets it. */
    private static void breathe() throws IOException {
        try {
            Thread.sleep(BREATH_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }

    private static void answer(String host, int port, byte[] bytes, KeyPair key, Ear ear) {
        try {
            DiscoveryAnswer answer = DiscoveryAnswer.parse(bytes, port, key.getPrivate());
            ear.heard(PlugAddress.heard(host, answer.port()), answer);
        } catch (TransportFault e) {
            LOG.debug("{}: {}", host, e.getMessage());
        }
    }

    /** Null for the system's choice. */
    private InterfaceAddress localAddress() throws IOException {
        String name = options.networkInterface();
        if (name.isEmpty()) {
            return null;
        }
        NetworkInterface found = NetworkInterface.getByName(name);
        if (found == null && name.matches("[0-9.]+|.*:.*")) {
            found = NetworkInterface.getByInetAddress(InetAddress.getByName(name));
        }
        if (found != null) {
            for (InterfaceAddress address : found.getInterfaceAddresses()) {
                if (address.getAddress() instanceof Inet4Address) {
                    return address;
                }
            }
        }
        throw new IOException("there is no interface \"" + name
                + "\" with an IPv4 address on this machine; see tapo.discovery-interface");
    }

    private boolean isEverywhere() {
        return options.targets().contains(EVERYWHERE);
    }

    /** For everywhere the broadcast address of each network of the machine: the general one leaves by one of them only. */
    private List<String> targets(InterfaceAddress from) throws SocketException {
        Set<String> all = new LinkedHashSet<>(options.targets());
        if (all.remove(EVERYWHERE)) {
            List<InterfaceAddress> networks = from == null ? networks() : List.of(from);
            List<String> broadcasts = networks.stream()
                    .map(InterfaceAddress::getBroadcast)
                    .filter(Objects::nonNull)
                    .map(InetAddress::getHostAddress)
                    .toList();
            all.addAll(broadcasts.isEmpty() ? List.of(EVERYWHERE) : broadcasts);
        }
        return List.copyOf(all);
    }

    private static List<InterfaceAddress> networks() throws SocketException {
        List<InterfaceAddress> all = new ArrayList<>();
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (network.isUp() && !network.isLoopback()) {
                all.addAll(network.getInterfaceAddresses());
            }
        }
        return all;
    }
}
