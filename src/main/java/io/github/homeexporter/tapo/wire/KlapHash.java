package io.github.homeexporter.tapo.wire;

import static io.github.homeexporter.tapo.wire.Digests.md5;
import static io.github.homeexporter.tapo.wire.Digests.sha1;
import static io.github.homeexporter.tapo.wire.Digests.sha256;
import static io.github.homeexporter.tapo.wire.Digests.utf8;

/** The two ways in which KLAP devices hash an account. */
public enum KlapHash {
    /** Kasa devices with their first KLAP firmware. */
    V1,
    /** Tapo devices, and Kasa devices since. */
    V2;

    public byte[] of(Credentials account) {
        byte[] user = utf8(account.username());
        byte[] pass = utf8(account.password());
        return this == V1 ? md5(md5(user), md5(pass)) : sha256(sha1(user), sha1(pass));
    }

    /** What the device proves in its first answer. */
    public byte[] server(byte[] local, byte[] remote, byte[] auth) {
        return this == V1 ? sha256(local, auth) : sha256(local, remote, auth);
    }

    /** What we prove in the second request. */
    public byte[] client(byte[] local, byte[] remote, byte[] auth) {
        return this == V1 ? sha256(remote, auth) : sha256(remote, local, auth);
    }
}
