package io.github.homeexporter.loxone.login;

/** The hash a Miniserver asks for with a one-time key. */
public enum HashAlgorithm {
    SHA1("SHA-1", "HmacSHA1"),
    SHA256("SHA-256", "HmacSHA256");

    final String digest;
    final String mac;

    HashAlgorithm(String digest, String mac) {
        this.digest = digest;
        this.mac = mac;
    }

    /** Firmware before 10.4 names none and means SHA1. */
    public static HashAlgorithm named(String name) {
        return "SHA256".equalsIgnoreCase(name) ? SHA256 : SHA1;
    }
}
