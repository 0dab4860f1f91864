package io.github.homeexporter.demo;

import io.github.homeexporter.demo.isg.ModbusMemory;
import io.github.homeexporter.demo.isg.SimulatedIsg;
import io.github.homeexporter.demo.isg.SimulatedModbus;
import io.github.homeexporter.demo.loxone.MiniserverHouse;
import io.github.homeexporter.demo.loxone.SimulatedMiniserver;
import io.github.homeexporter.demo.luxtronik.SimulatedBinary;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik;
import io.github.homeexporter.demo.luxtronik.SimulatedLuxtronik.LuxtronikFirmware;
import io.github.homeexporter.demo.proxmox.SimulatedProxmox;
import io.github.homeexporter.demo.tapo.PlugModel;
import io.github.homeexporter.demo.tapo.SimulatedPlug;
import io.github.homeexporter.demo.tapo.SimulatedPlug.PlugQuirk;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
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
}
