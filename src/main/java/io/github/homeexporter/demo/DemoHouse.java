package io.github.homeexporter.demo;

import static io.github.homeexporter.demo.net.HttpHead.bytes;

import io.github.homeexporter.demo.isg.ModbusMemory;
import io.github.homeexporter.demo.isg.SimulatedIsg;
import io.github.homeexporter.demo.isg.SimulatedModbus;
import io.github.homeexporter.demo.loxone.MiniserverHouse;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import io.github.homeexporter.demo.luxtronik.SimulatedBinary;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.demo.net.DatagramPeer;
import io.github.homeexporter.demo.proxmox.SimulatedProxmox;
import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedDiscovery;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.demo.tapo.SimulatedPlug.PlugQuirk;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/** The devices of {@code --demo}: one of each kind, on free ports of 127.0.0.1. */
public final class DemoHouse implements Closeable {
    private final List<SimulatedPlug> plugs = List.of(
            new SimulatedPlug(PlugModel.P110, "Washing machine", 1).draws(moving(380)),
            new SimulatedPlug(PlugModel.P115, "Refrigerator", 2).draws(moving(45)),
            new SimulatedPlug(PlugModel.HS110, "Desk", 3).draws(moving(120)),
            new SimulatedPlug(PlugModel.P304M, "Workbench", 4).draws(moving(8)),
            new SimulatedPlug(PlugModel.L530E, "Reading lamp", 5),
            new SimulatedPlug(PlugModel.H100, "Sensors", 6, PlugQuirk.ALL_WELL));
    private final SimulatedLuxtronik luxtronik = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90);
    private final SimulatedBinary luxtronikBinary = luxtronik.binary(0);
    private final SimulatedMiniserver miniserver =
            new SimulatedMiniserver(MiniserverHouse.demo()).alive(Duration.ofSeconds(2));
    private final SimulatedIsg isg = new SimulatedIsg("de", 0).login("demo", "demo");
    private final SimulatedModbus isgModbus = new SimulatedModbus(ModbusMemory.isg());

    private final SimulatedProxmox proxmox = new SimulatedProxmox();

    public DemoHouse() throws IOException {}

    /** The settings that point the program at these devices. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("lux.address", luxtronik.address());
        settings.put("lux.interval", "2s");
        settings.put("loxone.host", miniserver.address());
        settings.put("loxone.name", "demo");
        settings.put("loxone.username", miniserver.user());
        settings.put("loxone.password", miniserver.password());
        settings.put("isg.url", isg.url());
        settings.put("isg.user", "demo");
        settings.put("isg.password", "demo");
        settings.put("isg.mode", "both");
        settings.put("isg.modbus-host", isgModbus.address());
        settings.put("isg.modbus-labels", "source=modbus");
        settings.put("isg.interval", "2s");
        settings.put("tapo.username", SimulatedPlug.ACCOUNT.username());
        settings.put("tapo.password", SimulatedPlug.ACCOUNT.password());
        settings.put(
                "tapo.plug-devices", plugs.stream().map(SimulatedPlug::address).collect(Collectors.joining(",")));
        settings.put("tapo.discovery", "false");
        settings.put("tapo.energy-file", "");
        settings.put("host.proxmox-url", proxmox.url());
        settings.put("host.proxmox-token", proxmox.token());
        settings.put("host.proxmox-tls", "verify");
        settings.put("host.proxmox-tls-pin", proxmox.fingerprint());
        settings.put("host.proxmox-tls-ca", "");
        settings.put("host.proxmox-commands", "false");
        settings.put("host.proxmox-interval", "15s");
        settings.put("host.proxmox-timeout", "15s");
        // an answer has a third of it, and while everything starts at once none comes within one second
        settings.put("tapo.interval", "9s");
        return settings;
    }

    /** Where the heat pump speaks its binary interface, host:port. */
    public String luxtronikBinary() {
        return luxtronikBinary.address();
    }

    /** Up and down by a tenth within two minutes. */
    private static DoubleSupplier moving(double watts) {
        return () -> watts * (1 + 0.1 * Math.sin(System.nanoTime() / 19e9));
    }

    /** Makes the devices answer whoever looks for devices on the loopback network. */
    public DemoLan lan() throws IOException {
        return new DemoLan(luxtronik.port(), miniserver.port(), isg.port(), plugs);
    }

    @Override
    public void close() throws IOException {
        for (SimulatedPlug plug : plugs) {
            plug.close();
        }
        luxtronik.close();
        luxtronikBinary.close();
        miniserver.close();
        isg.close();
        isgModbus.close();
        proxmox.close();
    }

    /** Lets the demo's devices answer by datagrams, on free ports of the loopback network. */
    public static final class DemoLan implements Closeable {
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
                    asked ->
                            Arrays.equals(asked, CONTROLLER_QUESTION) ? List.of(bytes("2500;111;8889;\0")) : List.of());
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

        private static int freePort() throws IOException {
            try (DatagramSocket socket =
                    new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
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
}
