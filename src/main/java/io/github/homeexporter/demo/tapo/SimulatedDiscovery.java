package io.github.homeexporter.demo.tapo;

import io.github.homeexporter.tapo.wire.Autokey;
import io.github.homeexporter.tapo.wire.TdpPacket;
import io.github.homeexporter.tapo.wire.TransportKind;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers discovery probes for simulated plugs: by broadcast on the loopback network, and directly. */
public final class SimulatedDiscovery implements Closeable {
    /** Where to send a broadcast that stays on this machine. */
    public static final String BROADCAST = "127.255.255.255";

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedDiscovery.class);

    private final List<SimulatedPlug> plugs = new CopyOnWriteArrayList<>();
    private final AtomicInteger probes = new AtomicInteger();
    private final DatagramSocket direct;
    private final DatagramSocket broadcast;

    public SimulatedDiscovery(SimulatedPlug... present) throws IOException {
        plugs.addAll(List.of(present));
        direct = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        broadcast = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(BROADCAST), port()));
        listen(direct);
        listen(broadcast);
    }

    /** UDP port of 127.0.0.1 and of the broadcast address. */
    public int port() {
        return direct.getLocalPort();
    }

    /** Datagrams received so far. */
    public int probes() {
        return probes.get();
    }

    /** From now on, instead of those before. */
    public void present(SimulatedPlug... now) {
        plugs.clear();
        plugs.addAll(List.of(now));
    }

    private void listen(DatagramSocket socket) {
        Thread thread = new Thread(() -> receive(socket), "plug-discovery");
        thread.setDaemon(true);
        thread.start();
    }

    private void receive(DatagramSocket socket) {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                probes.incrementAndGet();
                boolean kasa =
                        Arrays.equals(Arrays.copyOf(packet.getData(), packet.getLength()), TdpPacket.kasaProbe());
                for (SimulatedPlug plug : plugs) {
                    if (kasa == (plug.model().transport == TransportKind.XOR)) {
                        answer(plug, packet);
                    }
                }
            } catch (IOException e) {
                LOG.debug("discovery: {}", e.getMessage());
            }
        }
    }

    private void answer(SimulatedPlug plug, DatagramPacket probe) throws IOException {
        byte[] tdp = plug.discoveryAnswer();
        if (tdp != null) {
            direct.send(new DatagramPacket(tdp, tdp.length, probe.getSocketAddress()));
            return;
        }
        byte[] kasa =
                Autokey.encrypt(plug.answer("{\"system\":{\"get_sysinfo\":{}}}").getBytes(StandardCharsets.UTF_8));
        // a Kasa plug has one number for both its ports, and is known by it
        try (DatagramSocket own =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), plug.port()))) {
            own.send(new DatagramPacket(kasa, kasa.length, probe.getSocketAddress()));
        }
    }

    @Override
    public void close() {
        direct.close();
        broadcast.close();
    }
}
