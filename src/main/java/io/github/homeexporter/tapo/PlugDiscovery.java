package io.github.homeexporter.tapo;

import io.github.homeexporter.tapo.plug.PlugAddress;
import io.github.homeexporter.tapo.wire.DiscoveryAnswer;
import io.github.homeexporter.tapo.wire.TdpPacket;
import io.github.homeexporter.tapo.wire.TransportFault;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One search: the question by broadcast and to each known address, several times, and whoever answers. */
final class PlugDiscovery {
    private static final Logger LOG = LoggerFactory.getLogger(PlugDiscovery.class);
    private static final int LONGEST = 4096;
    private static final String EVERYWHERE = "255.255.255.255";

    private final TapoOptions.Discovery options;
    private final SystemEntropy entropy;

    PlugDiscovery(TapoOptions.Discovery options, SystemEntropy entropy) {
        this.options = options;
        this.entropy = entropy;
    }

    /** Waits for the whole of the time set; hands each answer on as it comes. */
    void search(List<PlugAddress> known, BiConsumer<PlugAddress, DiscoveryAnswer> heard) throws IOException {
        KeyPair key = entropy.rsa2048();
        byte[] probe = TdpPacket.probe(
                key.getPublic(), ByteBuffer.wrap(entropy.bytes(4)).getInt());
        InterfaceAddress from = localAddress();
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(from == null ? null : from.getAddress(), 0))) {
            socket.setBroadcast(true);
            long end = System.nanoTime() + options.timeout().toNanos();
            for (int round = 1; round <= options.packets(); round++) {
                ask(socket, probe, target(from), known);
                long until = end - options.timeout().toNanos() / options.packets() * (options.packets() - round);
                listen(socket, until, key, heard);
            }
        }
    }

    private void ask(DatagramSocket socket, byte[] probe, String target, List<PlugAddress> known) throws IOException {
        IOException failed = null;
        for (int port : options.ports()) {
            try {
                send(socket, probe, InetAddress.getByName(target), port);
                send(socket, TdpPacket.kasaProbe(), InetAddress.getByName(target), port);
            } catch (IOException e) {
                failed = e;
            }
            for (PlugAddress plug : known) {
                if (plug.port() == 0) {
                    directly(socket, probe, plug, port);
                }
            }
        }
        if (failed != null) {
            throw new IOException(
                    "cannot send to " + target + ": " + failed.getMessage()
                            + "; set tapo.discovery-target or tapo.discovery-interface, or tapo.discovery=false",
                    failed);
        }
    }

    private static void directly(DatagramSocket socket, byte[] probe, PlugAddress plug, int port) {
        try {
            InetAddress address = InetAddress.getByName(plug.host());
            send(socket, probe, address, port);
            send(socket, TdpPacket.kasaProbe(), address, port);
        } catch (IOException e) {
            LOG.debug("{} was not asked: {}", plug, e.getMessage());
        }
    }

    private static void send(DatagramSocket socket, byte[] packet, InetAddress to, int port) throws IOException {
        socket.send(new DatagramPacket(packet, packet.length, to, port));
    }

    private void listen(DatagramSocket socket, long until, KeyPair key, BiConsumer<PlugAddress, DiscoveryAnswer> heard)
            throws IOException {
        Set<String> answered = new HashSet<>();
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
            String host = packet.getAddress().getHostAddress();
            byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
            if (answered.add(host + ":" + packet.getPort() + Arrays.hashCode(bytes))) {
                answer(host, packet.getPort(), bytes, key, heard);
            }
        }
    }

    private static void answer(
            String host, int port, byte[] bytes, KeyPair key, BiConsumer<PlugAddress, DiscoveryAnswer> heard) {
        try {
            DiscoveryAnswer answer = DiscoveryAnswer.parse(bytes, port, key.getPrivate());
            heard.accept(PlugAddress.usual(host, answer.port()), answer);
        } catch (TransportFault e) {
            LOG.debug("{}: {}", host, e.getMessage());
        }
    }

    /** Null for the system's choice. */
    private InterfaceAddress localAddress() throws IOException {
        if (options.networkInterface().isEmpty()) {
            return null;
        }
        NetworkInterface byName = NetworkInterface.getByName(options.networkInterface());
        NetworkInterface found = byName != null
                ? byName
                : NetworkInterface.getByInetAddress(InetAddress.getByName(options.networkInterface()));
        if (found != null) {
            for (InterfaceAddress address : found.getInterfaceAddresses()) {
                if (address.getAddress() instanceof Inet4Address) {
                    return address;
                }
            }
        }
        throw new IOException("there is no interface \"" + options.networkInterface()
                + "\" with an IPv4 address; see tapo.discovery-interface");
    }

    /** With an interface chosen, its own broadcast address: the general one leaves by any. */
    private String target(InterfaceAddress from) {
        boolean own =
                from != null && from.getBroadcast() != null && options.target().equals(EVERYWHERE);
        return own ? from.getBroadcast().getHostAddress() : options.target();
    }
}
