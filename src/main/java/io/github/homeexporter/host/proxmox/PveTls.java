package io.github.homeexporter.host.proxmox;

/** Which certificate of the API is believed. */
public enum PveTls {
    /** One that a trusted CA signed for the host in the address. */
    VERIFY,
    /** Any. */
    INSECURE
}
