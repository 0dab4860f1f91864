package io.github.homeexporter.demo.tapo;

import io.github.homeexporter.tapo.wire.TransportKind;

/** Plugs and strips that can be simulated: one for each transport and family. */
public enum PlugModel {
    P110(TransportKind.KLAP, false, true, 0, "1.3.1 Build 240621 Rel.162048"),
    P100(TransportKind.AES, false, false, 0, "1.2.1 Build 230804 Rel.135847"),
    /** With the firmware that knows neither get_current_power nor get_emeter_data. */
    P110_OLD(TransportKind.AES, false, true, 0, "1.0.7 Build 210629 Rel.174901"),
    P115(TransportKind.TPAP, false, true, 0, "1.4.6 Build 251010 Rel.101010"),
    P304M(TransportKind.KLAP, false, true, 4, "1.0.3 Build 240605 Rel.091502"),
    P300(TransportKind.KLAP, false, false, 3, "1.0.13 Build 230925 Rel.150200"),
    HS110(TransportKind.XOR, true, true, 0, "1.0.4 Build 191111 Rel.143500"),
    HS103(TransportKind.XOR, true, false, 0, "1.1.2 Build 201010 Rel.101010"),
    HS300(TransportKind.XOR, true, true, 6, "1.0.12 Build 220121 Rel.175814"),
    /** IOT questions over KLAP with the first hash. */
    HS100_KLAP(TransportKind.KLAP, true, false, 0, "1.1.0 Build 240101 Rel.101010"),
    /** IOT questions over KLAP with the second hash. */
    KP115_KLAP(TransportKind.KLAP, true, true, 0, "1.1.4 Build 250101 Rel.101010");

    final TransportKind transport;
    final boolean iot;
    final boolean meters;
    final int sockets;
    final String firmware;

    PlugModel(TransportKind transport, boolean iot, boolean meters, int sockets, String firmware) {
        this.transport = transport;
        this.iot = iot;
        this.meters = meters;
        this.sockets = sockets;
        this.firmware = firmware;
    }

    /** As discovery says it. */
    String fullName() {
        return name().replaceFirst("_.*", "") + "(EU)";
    }

    String family() {
        return iot ? "IOT.SMARTPLUGSWITCH" : "SMART.TAPOPLUG";
    }
}
