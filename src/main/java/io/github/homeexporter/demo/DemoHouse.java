package io.github.homeexporter.demo;

import java.io.Closeable;
import java.io.IOException;
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
            new SimulatedPlug(PlugModel.P304M, "Workbench", 4).draws(moving(8)));
    private final SimulatedLuxtronik luxtronik = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90);

    public DemoHouse() throws IOException {}

    /** The settings that point the program at these devices. */
    public Map<String, String> settings() {
        return Map.of(
                "lux.address", luxtronik.address(),
                "lux.interval", "2s",
                "tapo.username", SimulatedPlug.ACCOUNT.username(),
                "tapo.password", SimulatedPlug.ACCOUNT.password(),
                "tapo.plug-devices", plugs.stream().map(SimulatedPlug::address).collect(Collectors.joining(",")),
                "tapo.discovery", "false",
                "tapo.interval", "2s");
    }

    /** Up and down by a tenth within two minutes. */
    private static DoubleSupplier moving(double watts) {
        return () -> watts * (1 + 0.1 * Math.sin(System.nanoTime() / 19e9));
    }

    @Override
    public void close() throws IOException {
        for (SimulatedPlug plug : plugs) {
            plug.close();
        }
        luxtronik.close();
    }
}
