package io.github.homeexporter.tapo.wire;

import java.security.KeyPair;

/** Where a transport takes its randomness from: handed in, so that a test can repeat a session. */
public interface Entropy {
    byte[] bytes(int count);

    /** A new RSA-1024 pair: what plugs with securePassthrough ask for; they refuse longer ones (error -1010). */
    KeyPair rsa1024();
}
