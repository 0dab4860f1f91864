package io.github.homeexporter.otlp;

import java.util.Locale;

/** What it means when there is no answer, in a sentence for who has to mend it. Told by names, so that this stays free of I/O. */
final class SendFaults {
    private static final int DEEPEST = 10;

    private SendFaults() {}

    static Outcome late(OtlpAddress address, long timeoutNanos) {
        return Outcome.unanswered("no answer from " + address + " within "
                + String.format(Locale.ROOT, "%.1f", timeoutNanos / 1e9) + " s");
    }

    static Outcome of(Throwable thrown, OtlpAddress address) {
        Throwable deepest = thrown;
        boolean tls = false;
        for (int i = 0; i < DEEPEST; i++) {
            String name = deepest.getClass().getName();
            tls |= name.startsWith("javax.net.ssl.") || name.startsWith("java.security.");
            if (name.equals("java.net.UnknownHostException")) {
                return Outcome.unanswered("host name " + address.host() + " is not known");
            }
            if (deepest.getCause() == null || deepest.getCause() == deepest) {
                break;
            }
            deepest = deepest.getCause();
        }
        if (thrown instanceof IllegalArgumentException) {
            return Outcome.failed(Outcome.Result.PERMANENT, -1, String.valueOf(thrown.getMessage()), 0);
        }
        String said = deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
        if (tls) {
            String check = said.contains("certification path") || said.contains("certificate")
                    ? "; check otel.tls-ca, and otel.tls-cert if the receiver asks for a certificate"
                    : "; check that " + address + " speaks TLS";
            return Outcome.failed(Outcome.Result.PERMANENT, -1, "TLS with " + address + ": " + said + check, 0);
        }
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("refused")) {
            return Outcome.unanswered("connection refused by " + address);
        }
        if (lower.contains("closed") || lower.contains("reset")) {
            return Outcome.unanswered("connection closed by " + address + " without an answer");
        }
        if (lower.contains("timed out") || lower.contains("timeout")) {
            return Outcome.unanswered("no connection to " + address + " in time");
        }
        return Outcome.unanswered("sending to " + address + " failed: " + said);
    }
}
