package io.github.homeexporter.tapo;

import io.github.homeexporter.tapo.wire.PlugTransport.Entropy;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;

/** Randomness from the system. Pairs of keys are made once and kept: that takes a small machine seconds. */
final class SystemEntropy implements Entropy {
    private final SecureRandom random = new SecureRandom();
    private KeyPair greetingKey;
    private KeyPair probeKey;

    SystemEntropy() {}

    /** @param probeKey what {@link #rsa2048} is to be */
    SystemEntropy(KeyPair probeKey) {
        this.probeKey = probeKey;
    }

    @Override
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public synchronized KeyPair rsa1024() {
        if (greetingKey == null) {
            greetingKey = rsa(1024);
        }
        return greetingKey;
    }

    synchronized KeyPair rsa2048() {
        if (probeKey == null) {
            probeKey = rsa(2048);
        }
        return probeKey;
    }

    /** From 0 to 1. */
    double fraction() {
        return random.nextDouble();
    }

    private KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no RSA", e);
        }
    }
}
