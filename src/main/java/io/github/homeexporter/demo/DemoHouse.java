package io.github.homeexporter.demo;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** The devices of {@code --demo}: one of each kind, on free ports of 127.0.0.1. */
public final class DemoHouse implements Closeable {
    private final SimulatedLuxtronik luxtronik = new SimulatedLuxtronik(LuxtronikFirmware.XML_3_90);
    private final SimulatedMiniserver miniserver =
            new SimulatedMiniserver(MiniserverHouse.demo()).alive(Duration.ofSeconds(2));

    public DemoHouse() throws IOException {}

    /** The settings that point the program at these devices. */
    public Map<String, String> settings() {
        return Map.of(
                "lux.address",
                luxtronik.address(),
                "lux.interval",
                "2s",
                "loxone.host",
                miniserver.address(),
                "loxone.name",
                "demo",
                "loxone.username",
                miniserver.user(),
                "loxone.password",
                miniserver.password());
    }

    @Override
    public void close() throws IOException {
        luxtronik.close();
        miniserver.close();
    }
}
