package io.github.homeexporter.tapo.wire;

/** What goes wrong with a KLAP login, in words that help. */
final class KlapFaults {
    private final Credentials account;

    KlapFaults(Credentials account) {
        this.account = account;
    }

    static TransportFault closed() {
        return new TransportFault(
                TransportFault.Kind.CLOSED,
                "third_party_off",
                "the plug refuses local access (HTTP 403); in the Tapo app switch on Me > Third-Party Services >"
                        + " Third-Party Compatibility, off and on again if it is on already");
    }

    /** @param lowerCaseHolds whether the account would match if its e-mail address were in lower case */
    TransportFault noMatch(boolean lowerCaseHolds) {
        return new TransportFault(
                TransportFault.Kind.CREDENTIALS,
                lowerCaseHolds ? "credentials_case" : "credentials",
                lowerCaseHolds
                        ? "the e-mail address in tapo.username is right but for upper and lower case; write it all in"
                                + " lower case"
                        : account.username().isEmpty()
                                ? "the plug belongs to an account; set tapo.username and tapo.password"
                                : "no credentials matched; check tapo.username (upper and lower case count: as in the"
                                        + " Tapo app) and tapo.password");
    }
}
