package io.github.homeexporter.demo;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;

/** The devices of {@code --demo}: one of each kind, on free ports of 127.0.0.1. */
public final class DemoHouse implements Closeable {
    private final SimulatedLuxtronik luxtronik = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90);
    private final SimulatedIsg isg = new SimulatedIsg("de", 0).login("demo", "demo");
    private final SimulatedModbus isgModbus = new SimulatedModbus(new SimulatedIsgRegisters());

    public DemoHouse() throws IOException {}

    /** The settings that point the program at these devices. */
    public Map<String, String> settings() {
        return Map.of(
                "lux.address", luxtronik.address(),
                "lux.interval", "2s",
                "isg.url", isg.url(),
                "isg.user", "demo",
                "isg.password", "demo",
                "isg.mode", "both",
                "isg.modbus-host", isgModbus.address(),
                "isg.modbus-labels", "source=modbus",
                "isg.interval", "2s");
    }

    @Override
    public void close() throws IOException {
        luxtronik.close();
        isg.close();
        isgModbus.close();
    }
}
