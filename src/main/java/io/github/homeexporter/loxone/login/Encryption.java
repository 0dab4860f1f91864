package io.github.homeexporter.loxone.login;

/** When the connection is {@code wss}. */
public enum Encryption {
    NEVER,
    /** As soon as the Miniserver says that it speaks TLS. */
    AUTO,
    ALWAYS
}
