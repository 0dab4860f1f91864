package io.github.homeexporter.tapo.wire;

/** Kinds of devices that answer on the network, as {@code tapo.families} names them. */
public enum DeviceFamily {
    /** Plugs and strips. */
    PLUGS,
    /** Switches in the wall; Kasa's older ones say that they are plugs. */
    SWITCHES,
    /** Lamps and strips of light. */
    BULBS,
    /** What sensors and valves without Wi-Fi speak to. */
    HUBS,
    /** Cameras, robots and what else there is: not read. */
    OTHERS;

    /** Those that are read when nothing is set. */
    public static final String USUAL = "plugs,switches";
}
