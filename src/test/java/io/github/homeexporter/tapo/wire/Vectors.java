package io.github.homeexporter.tapo.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The numbers of one recorded session: {@code # name}, then {@code key=value} lines up to an empty line. */
record Vectors(String name, Map<String, String> values) {
    static List<Vectors> of(String file) {
        try (InputStream in = Vectors.class.getResourceAsStream("/tapo/" + file + ".txt")) {
            List<Vectors> all = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("# ")) {
                    all.add(new Vectors(line.substring(2), new TreeMap<>()));
                } else if (!line.isEmpty()) {
                    int equals = line.indexOf('=');
                    all.get(all.size() - 1).values().put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String key) {
        if (!values.containsKey(key)) {
            throw new IllegalArgumentException(name + " has no " + key);
        }
        return values.get(key);
    }

    int number(String key) {
        return Integer.parseInt(text(key));
    }

    byte[] bytes(String key) {
        return HexFormat.of().parseHex(text(key));
    }

    byte[] utf8(String key) {
        return text(key).getBytes(StandardCharsets.UTF_8);
    }

    Credentials account() {
        return new Credentials(text("username"), text("password"));
    }

    KeyPair keyPair(String privateKey, String publicKey) throws GeneralSecurityException {
        KeyFactory rsa = KeyFactory.getInstance("RSA");
        return new KeyPair(
                publicKey.isEmpty()
                        ? null
                        : rsa.generatePublic(
                                new X509EncodedKeySpec(Base64.getDecoder().decode(text(publicKey)))),
                rsa.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text(privateKey)))));
    }

    @Override
    public String toString() {
        return name;
    }
}
