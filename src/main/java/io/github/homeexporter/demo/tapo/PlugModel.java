package io.github.homeexporter.demo.tapo;

/** Plugs and strips that can be simulated: one for each transport and family. */
public enum PlugModel {
    P110(Encryption.KLAP, false, true, 0, "1.3.1 Build 240621 Rel.162048"),
    P100(Encryption.AES, false, false, 0, "1.2.1 Build 230804 Rel.135847"),
    /** With the firmware that knows neither get_current_power nor get_emeter_data. */
    P110_OLD(Encryption.AES, false, true, 0, "1.0.7 Build 210629 Rel.174901"),
    P115(Encryption.TPAP, false, true, 0, "1.4.6 Build 251010 Rel.101010"),
    P304M(Encryption.KLAP, false, true, 4, "1.0.3 Build 240605 Rel.091502"),
    P300(Encryption.KLAP, false, false, 3, "1.0.13 Build 230925 Rel.150200"),
    HS110(Encryption.XOR, true, true, 0, "1.0.4 Build 191111 Rel.143500"),
    HS103(Encryption.XOR, true, false, 0, "1.1.2 Build 201010 Rel.101010"),
    HS300(Encryption.XOR, true, true, 6, "1.0.12 Build 220121 Rel.175814"),
    /** IOT questions over KLAP with the first hash. */
    HS100_KLAP(Encryption.KLAP, true, false, 0, "1.1.0 Build 240101 Rel.101010"),
    /** IOT questions over KLAP with the second hash. */
    KP115_KLAP(Encryption.KLAP, true, true, 0, "1.1.4 Build 250101 Rel.101010"),
    /** A lamp. */
    L530E(Encryption.KLAP, false, false, 0, "1.1.6 Build 240130 Rel.173828"),
    /** A lamp of the IOT family. */
    KL130(Encryption.XOR, true, true, 0, "1.8.11 Build 191113 Rel.105336"),
    /** A hub with sensors. */
    H100(Encryption.AES, false, false, 0, "1.5.10 Build 240207 Rel.175759");

    /** As discovery names it; XOR answers discovery on Kasa's own port. */
    enum Encryption {
        TPAP,
        KLAP,
        AES,
        XOR
    }

    final Encryption encryption;
    final boolean iot;
    final boolean meters;
    final int sockets;
    final String firmware;

    PlugModel(Encryption encryption, boolean iot, boolean meters, int sockets, String firmware) {
        this.encryption = encryption;
        this.iot = iot;
        this.meters = meters;
        this.sockets = sockets;
        this.firmware = firmware;
    }

    /** As discovery says it. */
    String fullName() {
        return shortName() + "(EU)";
    }

    String shortName() {
        return name().replaceFirst("_.*", "");
    }

    /** As discovery says it. */
    public String family() {
        return switch (this) {
            case L530E -> "SMART.TAPOBULB";
            case KL130 -> "IOT.SMARTBULB";
            case H100 -> "SMART.TAPOHUB";
            default -> iot ? "IOT.SMARTPLUGSWITCH" : "SMART.TAPOPLUG";
        };
    }

    /** As discovery says it. */
    public String encryption() {
        return encryption.name();
    }

    /** As discovery says it; 0 where it says none. */
    public int loginVersion() {
        return this == P110_OLD || this == HS100_KLAP || encryption == Encryption.XOR ? 0 : 2;
    }
}
