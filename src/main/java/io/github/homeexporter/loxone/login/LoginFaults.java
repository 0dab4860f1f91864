package io.github.homeexporter.loxone.login;

import io.github.homeexporter.net.Fault;

/** What can go wrong with a login besides being refused. */
public final class LoginFaults {
    private LoginFaults() {}

    public static Fault badAnswer(String verb, IllegalArgumentException why) {
        return new Fault("bad_answer", verb + ": " + why.getMessage());
    }

    public static Fault publicKeyMissing() {
        return new Fault(
                "no_public_key", "the Miniserver's public key is not known; is jdev/sys/getPublicKey reachable?");
    }

    /** Never a reason to go on in plain text. */
    public static Fault publicKeyChanged() {
        return new Fault(
                "public_key_changed", "the Miniserver does not accept its public key (401); it is fetched again");
    }
}
