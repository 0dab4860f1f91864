package io.github.homeexporter.otlp;

import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.net.Texts;
import java.util.Locale;

/** What it means when there is no answer, in a sentence for who has to mend it. */
final class SendFaults {
    private static final int DEEPEST = 10;

    private SendFaults() {}

    static SendOutcome late(OtlpAddress address, long timeoutNanos) {
        return SendOutcome.unanswered("no answer from " + address + " within "
                + String.format(Locale.ROOT, "%.1f", timeoutNanos / 1e9) + " s");
    }

    static SendOutcome of(Throwable thrown, OtlpAddress address) {
        if (thrown instanceof IllegalArgumentException) {
            return SendOutcome.failed(SendOutcome.Result.PERMANENT, -1, String.valueOf(thrown.getMessage()), 0);
        }
        Fault known = NetworkFaults.of(thrown);
        return switch (known.reason()) {
            case NetworkFaults.UNKNOWN_HOST -> SendOutcome.unanswered("host name " + address.host() + " is not known");
            case NetworkFaults.TLS -> {
                String check = known.sentence().contains("certif")
                        ? "; check otel.tls-ca, and otel.tls-cert if the receiver asks for a certificate"
                        : "; check that " + address + " speaks TLS";
                yield SendOutcome.failed(
                        SendOutcome.Result.PERMANENT, -1, address + ": " + known.sentence() + check, 0);
            }
            case NetworkFaults.REFUSED -> SendOutcome.unanswered("connection refused by " + address);
            case NetworkFaults.UNREACHABLE -> SendOutcome.unanswered("no route to " + address);
            case NetworkFaults.TIMEOUT -> SendOutcome.unanswered("no connection to " + address + " in time");
            default -> broken(thrown, address);
        };
    }

    private static SendOutcome broken(Throwable thrown, OtlpAddress address) {
        Throwable deepest = thrown;
        for (int i = 0; i < DEEPEST && deepest.getCause() != null; i++) {
            deepest = deepest.getCause();
        }
        String said = deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
        String lower = said.toLowerCase(Locale.ROOT);
        if (address.grpc() && lower.contains("settings")) {
            return SendOutcome.failed(
                    SendOutcome.Result.PERMANENT,
                    -1,
                    address + " does not speak gRPC: set otel.protocol=http, or in otel.endpoint the receiver's gRPC"
                            + " port (mostly 4317)",
                    0);
        }
        if (!address.grpc() && (lower.contains("http version") || lower.contains("invalid version"))) {
            return SendOutcome.failed(
                    SendOutcome.Result.PERMANENT,
                    -1,
                    address + " does not speak OTLP over HTTP: set otel.protocol=grpc, or in otel.endpoint the"
                            + " receiver's HTTP port (mostly 4318)",
                    0);
        }
        return SendOutcome.unanswered(
                lower.contains("closed") || lower.contains("reset")
                        ? "connection closed by " + address + " without an answer"
                        : "sending to " + address + " failed: " + Texts.oneLine(said));
    }
}
