package io.github.homeexporter.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A CA, a broker and a client with certificates of it, as PEM files, made by the JDK's keytool. */
final class PemFolder {
    private static final String PASSWORD = "changeit";
    private final Path folder;
    private final Path store;

    PemFolder(Path folder) throws Exception {
        this.folder = folder;
        this.store = folder.resolve("keys.p12");
        keytool("-genkeypair", "-alias", "ca", "-dname", "CN=Test CA", "-ext", "bc=ca:true", "-keyalg", "EC");
        signed("broker", "san=ip:127.0.0.1");
        signed("client", "ku=digitalSignature");
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        pem("ca.pem", "CERTIFICATE", keys.getCertificate("ca").getEncoded());
        for (String name : List.of("broker", "client")) {
            Certificate certificate = keys.getCertificate(name);
            pem(name + ".pem", "CERTIFICATE", certificate.getEncoded());
            pem(
                    name + ".key",
                    "PRIVATE KEY",
                    keys.getKey(name, PASSWORD.toCharArray()).getEncoded());
        }
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

    private void signed(String name, String extension) throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-ext",
                extension,
                "-keyalg",
                "EC",
                "-signer",
                "ca");
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of(
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-storetype",
                "PKCS12",
                "-groupname",
                "secp256r1"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private void pem(String name, String what, byte[] der) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }
}
