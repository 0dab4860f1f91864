package io.github.homeexporter.demo.tapo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.homeexporter.demo.net.HttpHead;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers discovery probes for simulated plugs: by broadcast on the loopback network, and directly. */
public final class SimulatedDiscovery implements Closeable {
    /** Where to send a broadcast that stays on this machine. */
    public static final String BROADCAST = "127.255.255.255";

    private static final String KASA_PROBE = "{\"system\":{\"get_sysinfo\":{}}}";
    private static final int HEAD = 16;
    /** What stands in the checksum's place while it is made. */
    private static final int BEFORE_CHECKSUM = 0x5A6B7C8D;

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
                boolean kasa = KASA_PROBE.equals(
                        PlugCipher.text(PlugSocket.unmixed(Arrays.copyOf(packet.getData(), packet.getLength()))));
                for (SimulatedPlug plug : plugs) {
                    if (kasa == (plug.model.encryption == PlugModel.Encryption.XOR)) {
                        answer(plug, packet);
                    }
                }
            } catch (IOException e) {
                LOG.debug("discovery: {}", e.getMessage());
            }
        }
    }

    private void answer(SimulatedPlug plug, DatagramPacket probe) throws IOException {
        if (plug.model.encryption != PlugModel.Encryption.XOR) {
            byte[] tdp = packet(HttpHead.bytes(about(plug).toString()));
            direct.send(new DatagramPacket(tdp, tdp.length, probe.getSocketAddress()));
            return;
        }
        byte[] kasa = PlugSocket.mixed(HttpHead.bytes(plug.answer(KASA_PROBE)));
        // a Kasa plug has one number for both its ports, and is known by it
        try (DatagramSocket own =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), plug.port()))) {
            own.send(new DatagramPacket(kasa, kasa.length, probe.getSocketAddress()));
        }
    }

    private static ObjectNode about(SimulatedPlug plug) {
        PlugModel model = plug.model;
        ObjectNode out = SimulatedPlug.object().put("error_code", 0);
        ObjectNode result = out.putObject("result")
                .put("device_id", plug.deviceId().substring(0, 32))
                .put("owner", owner(plug.account.username()))
                .put("device_type", model.family())
                .put("device_model", model.fullName())
                .put("ip", "127.0.0.1")
                .put("mac", plug.mac().replace(':', '-'));
        if (model.encryption == PlugModel.Encryption.TPAP) {
            result.put("tpap_preferred", true);
        }
        ObjectNode scheme = result.putObject("mgt_encrypt_schm")
                .put("is_support_https", false)
                .put("encrypt_type", model.encryption())
                .put("http_port", plug.port());
        if (model.loginVersion() > 0) {
            scheme.put("lv", model.loginVersion());
        }
        return out;
    }

    private static String owner(String username) {
        return PlugCipher.hex(PlugCipher.md5(HttpHead.bytes(username))).toUpperCase(Locale.ROOT);
    }

    /** Sixteen bytes in front of the text: version, kind, length, and the checksum over all of it. */
    private static byte[] packet(byte[] json) {
        ByteBuffer out = ByteBuffer.allocate(HEAD + json.length)
                .put((byte) 2)
                .put((byte) 0)
                .putShort((short) 2)
                .putShort((short) json.length)
                .put((byte) 0x12)
                .put((byte) 0)
                .putInt(0)
                .putInt(BEFORE_CHECKSUM)
                .put(json);
        CRC32 crc = new CRC32();
        crc.update(out.array());
        return out.putInt(HEAD - Integer.BYTES, (int) crc.getValue()).array();
    }

    @Override
    public void close() {
        direct.close();
        broadcast.close();
    }
}
