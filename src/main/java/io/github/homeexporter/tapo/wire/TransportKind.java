package io.github.homeexporter.tapo.wire;

/** How plugs wrap their JSON. */
public enum TransportKind {
    /** SPAKE2+ and AES-CCM: firmware 1.4 and later. */
    TPAP,
    /** Two seeds and AES-CBC: most Tapo plugs, and Kasa plugs with newer firmware. */
    KLAP,
    /** RSA handshake and securePassthrough: Tapo firmware until 2023. */
    AES,
    /** TCP port 9999 without authentication: Kasa plugs. */
    XOR
}
