package io.github.homeexporter.tapo.wire;

import static io.github.homeexporter.tapo.wire.Digests.concat;
import static io.github.homeexporter.tapo.wire.Digests.int32;
import static io.github.homeexporter.tapo.wire.Digests.md5;
import static io.github.homeexporter.tapo.wire.Digests.sha1;
import static io.github.homeexporter.tapo.wire.Digests.sha256;
import static io.github.homeexporter.tapo.wire.Digests.slice;
import static io.github.homeexporter.tapo.wire.Digests.utf8;

import io.github.homeexporter.tapo.wire.PlugTransport.WireResponse.SessionCookie;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;

/** KLAP, both hashes. Which hash and which account hold is read from the device's first answer. */
public final class KlapTransport implements PlugTransport {
    private static final int SEED = 16;
    private static final int FIRST_ANSWER = SEED + 32;

    private enum Step {
        NEW,
        GREETED,
        PROVEN,
        OPEN
    }

    private final List<Credentials> accounts;
    private final Entropy entropy;
    private Step step = Step.NEW;
    private SessionCookie cookie = SessionCookie.NONE;
    private byte[] local = {};
    private byte[] remote = {};
    private byte[] auth = {};
    private KlapHash hash = KlapHash.V2;
    private KlapCipher cipher;
    private int sequence;

    /** @param accounts that may hold, the likeliest first: trying one costs the plug nothing */
    public KlapTransport(List<Credentials> accounts, Entropy entropy) {
        this.accounts = List.copyOf(accounts);
        this.entropy = entropy;
    }

    @Override
    public TransportKind kind() {
        return TransportKind.KLAP;
    }

    /** Whether the older hash holds: such a device speaks IOT JSON. */
    public boolean isFirstHash() {
        return hash == KlapHash.V1;
    }

    @Override
    public WireRequest opening(long nowMillis) {
        // what devices make of a number that wraps is not known, so a session ends before it does
        if (step == Step.OPEN && (cookie.isOver(nowMillis) || sequence == Integer.MAX_VALUE)) {
            reset();
        }
        return switch (step) {
            case NEW -> {
                local = entropy.bytes(SEED);
                step = Step.GREETED;
                yield WireRequest.post("/app/handshake1", cookie, local);
            }
            case PROVEN -> WireRequest.post("/app/handshake2", cookie, hash.client(local, remote, auth));
            default -> null;
        };
    }

    @Override
    public void opened(WireResponse answer, long nowMillis) throws TransportFault {
        if (step == Step.GREETED) {
            step = Step.NEW;
            greeted(answer, nowMillis);
            step = Step.PROVEN;
        } else {
            if (answer.status() != 200) {
                reset();
                throw TransportFault.session("the plug refused the second KLAP handshake with HTTP " + answer.status());
            }
            cipher = new KlapCipher(local, remote, auth);
            sequence = cipher.initialSequence;
            step = Step.OPEN;
        }
    }

    private void greeted(WireResponse answer, long nowMillis) throws TransportFault {
        if (answer.status() == 403) {
            throw new TransportFault(
                    TransportFault.Kind.CLOSED,
                    "third_party_off",
                    "the plug refuses local access (HTTP 403); in the Tapo app switch on Me > Third-Party Services >"
                            + " Third-Party Compatibility, off and on again if it is on already");
        }
        if (answer.status() != 200 || answer.body().length != FIRST_ANSWER) {
            throw TransportFault.notSpoken("no KLAP: handshake answered with HTTP " + answer.status() + " and "
                    + answer.body().length + " bytes");
        }
        remote = Digests.slice(answer.body(), 0, SEED);
        byte[] proof = Digests.slice(answer.body(), SEED, FIRST_ANSWER);
        List<Credentials> candidates = new ArrayList<>(accounts);
        candidates.addAll(List.of(Credentials.KASA, Credentials.TAPO, Credentials.BLANK));
        for (Credentials candidate : candidates) {
            if (matches(candidate, proof)) {
                cookie = SessionCookie.parse(answer.setCookie(), nowMillis);
                return;
            }
        }
        throw noMatch(matches(accounts.get(0).lowerCase(), proof));
    }

    /** @param lowerCaseHolds whether the account would match if its e-mail address were in lower case */
    private TransportFault noMatch(boolean lowerCaseHolds) {
        return new TransportFault(
                TransportFault.Kind.CREDENTIALS,
                lowerCaseHolds ? "credentials_case" : "credentials",
                lowerCaseHolds
                        ? "the e-mail address in tapo.username is right but for upper and lower case; write it all"
                                + " in lower case"
                        : accounts.get(0).username().isEmpty()
                                ? "the plug belongs to an account; set tapo.username and tapo.password"
                                : "no credentials matched; check tapo.username (upper and lower case count: as in"
                                        + " the Tapo app) and tapo.password");
    }

    /** In constant time, the likelier hash first. */
    private boolean matches(Credentials candidate, byte[] proof) {
        for (KlapHash version : List.of(KlapHash.V2, KlapHash.V1)) {
            byte[] candidateAuth = version.of(candidate);
            if (MessageDigest.isEqual(version.server(local, remote, candidateAuth), proof)) {
                hash = version;
                auth = candidateAuth;
                return true;
            }
        }
        return false;
    }

    @Override
    public WireRequest request(String json) throws TransportFault {
        sequence++;
        try {
            byte[] body = cipher.encrypt(sequence, json.getBytes(StandardCharsets.UTF_8));
            return WireRequest.post("/app/request?seq=" + sequence, cookie, body);
        } catch (GeneralSecurityException e) {
            throw TransportFault.broken("a request could not be encrypted", e);
        }
    }

    @Override
    public String response(WireResponse answer) throws TransportFault {
        if (answer.status() == 403 || answer.status() == 401) {
            throw TransportFault.session("the plug ended the session: somebody else logged in, or it restarted");
        }
        if (answer.status() != 200) {
            throw TransportFault.session("the plug answered HTTP " + answer.status());
        }
        try {
            return new String(cipher.decrypt(sequence, answer.body()), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw TransportFault.broken("the plug's answer could not be decrypted", e);
        }
    }

    /** Where months of requests would lead. */
    void advance(int to) {
        sequence = to;
    }

    @Override
    public void reset() {
        step = Step.NEW;
        cookie = SessionCookie.NONE;
        cipher = null;
    }

    /** The two ways in which KLAP devices hash an account. */
    enum KlapHash {
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

    /** The keys of one KLAP session; the same on both ends. */
    static final class KlapCipher {
        private static final int SIGNATURE = 32;

        final byte[] key;
        private final byte[] ivPrefix;
        final byte[] signingKey;
        /** The first request has this number plus one. */
        final int initialSequence;

        public KlapCipher(byte[] local, byte[] remote, byte[] auth) {
            byte[] seeds = concat(local, remote, auth);
            byte[] full = sha256(utf8("iv"), seeds);
            key = slice(sha256(utf8("lsk"), seeds), 0, 16);
            ivPrefix = slice(full, 0, 12);
            initialSequence = int32(full, 28);
            signingKey = slice(sha256(utf8("ldk"), seeds), 0, 28);
        }

        byte[] iv(int sequence) {
            return concat(ivPrefix, int32(sequence));
        }

        public byte[] encrypt(int sequence, byte[] plain) throws GeneralSecurityException {
            byte[] cipher = Digests.aesCbc(Cipher.ENCRYPT_MODE, key, iv(sequence), plain);
            return concat(sha256(signingKey, int32(sequence), cipher), cipher);
        }

        /** The signature is left unread, as the app and every other client do: padding and JSON tell a wrong key. */
        public byte[] decrypt(int sequence, byte[] body) throws GeneralSecurityException {
            if (body.length <= SIGNATURE) {
                throw new GeneralSecurityException("shorter than its signature");
            }
            return Digests.aesCbc(Cipher.DECRYPT_MODE, key, iv(sequence), slice(body, SIGNATURE, body.length));
        }
    }
}
