package io.github.homeexporter.sample;

/** Where a device stands. */
public enum DeviceState {
    /** Not heard from yet; the first attempt is under way. */
    CONNECTING,
    UP,
    DOWN,
    /** Its route was stopped; it is forgotten after the stale time. */
    STOPPED
}
