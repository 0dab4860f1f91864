package io.github.homeexporter.net.tls;

/** Which certificate of a device is believed. */
public enum TlsTrust {
    /** A verified one, else the first one seen, from then on only that one. */
    FIRST_USE,
    /** One that a trusted CA signed for this device. */
    VERIFY,
    /** Any. */
    INSECURE
}
