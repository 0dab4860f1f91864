package io.github.homeexporter.demo;

import io.github.homeexporter.demo.net.DatagramPeer;
import io.github.homeexporter.demo.tapo.SimulatedDiscovery;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Lets the demo's devices answer by datagrams, on free ports of the loopback network. */
public final class DemoLan implements Closeable {
    private static final byte[] CONTROLLER_QUESTION = bytes("2000;111;1;\0");
    private static final String DEVICE = "127.0.0.1";

    private final DatagramPeer controller;
    private final DatagramPeer miniserver;
    private final SimulatedDiscovery plugs;
    private final int webSocket;
    private final int miniserverAnswers = freePort();
    private final int isg;

    DemoLan(int webSocket, int miniserverHttp, int isg, List<SimulatedPlug> plugs) throws IOException {
        this.webSocket = webSocket;
        this.isg = isg;
        controller = new DatagramPeer(
                DEVICE,
                0,
                0,
                asked -> Arrays.equals(asked, CONTROLLER_QUESTION) ? List.of(bytes("2500;111;8889;\0")) : List.of());
        String miniserverAnswer = "LoxLIVE: Demo house " + DEVICE + ":" + miniserverHttp
                + " 504F94D00001 15.2.6.20 Prog:2026-03-01 10:11:12 Type:2 HwId:A0001";
        miniserver = new DatagramPeer(
                DEVICE,
                0,
                miniserverAnswers,
                asked -> asked.length == 1 ? List.of(bytes(miniserverAnswer)) : List.of());
        this.plugs = new SimulatedDiscovery(plugs.toArray(SimulatedPlug[]::new));
    }

    /** UDP port at which the heat pump is asked. */
    public int controllers() {
        return controller.port();
    }

    /** TCP port of its web server. */
    public int webSocket() {
        return webSocket;
    }

    /** UDP port at which the Miniserver is asked. */
    public int miniservers() {
        return miniserver.port();
    }

    /** UDP port to which it answers. */
    public int miniserverAnswers() {
        return miniserverAnswers;
    }

    /** UDP port at which the plugs are asked. */
    public int plugs() {
        return plugs.port();
    }

    /** TCP port of the ISG's pages. */
    public int isg() {
        return isg;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        controller.close();
        miniserver.close();
        plugs.close();
    }
}
