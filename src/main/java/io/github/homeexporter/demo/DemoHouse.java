package io.github.homeexporter.demo;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The devices of {@code --demo}: one of each kind, on free ports of 127.0.0.1. */
public final class DemoHouse implements Closeable {
    private final SimulatedLuxtronik luxtronik = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90);
    private final SimulatedMiniserver miniserver =
            new SimulatedMiniserver(MiniserverHouse.demo()).alive(Duration.ofSeconds(2));
    private final SimulatedIsg isg = new SimulatedIsg("de", 0).login("demo", "demo");
    private final SimulatedModbus isgModbus = new SimulatedModbus(new SimulatedIsgRegisters());

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
        return settings;
    }

    @Override
    public void close() throws IOException {
        luxtronik.close();
        miniserver.close();
        isg.close();
        isgModbus.close();
    }
}
