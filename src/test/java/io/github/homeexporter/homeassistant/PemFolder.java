package io.github.homeexporter.homeassistant;

import io.github.homeexporter.net.tls.TestCertificate;
import java.io.IOException;
import java.nio.file.Path;

/** A CA, a broker and a client with certificates of it, as PEM files. */
final class PemFolder {
    private final Path folder;

    PemFolder(Path folder) throws IOException {
        this.folder = folder;
        TestCertificate ca = TestCertificate.selfSigned("Test CA");
        ca.writeCertificate(folder.resolve("ca.pem"));
        write("broker", ca.signs("broker", "127.0.0.1"));
        write("client", ca.signs("client"));
    }

    private void write(String name, TestCertificate made) throws IOException {
        made.writeCertificate(folder.resolve(name + ".pem"));
        made.writeKey(folder.resolve(name + ".key"));
    }

    String ca() {
        return folder.resolve("ca.pem").toString();
    }

    String certificate(String name) {
        return folder.resolve(name + ".pem").toString();
    }

    String key(String name) {
        return folder.resolve(name + ".key").toString();
    }
}
