package io.github.homeexporter.loxone;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.homeexporter.loxone.frame.LoxoneJson;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.FaultException;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.net.Texts;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * What Loxone's Cloud DNS answers to {@code ?getip&snr=…&json=true} (Communicating with the Miniserver, "CloudDNS" and "What
 * hostname to use with CloudDNS?").
 *
 * @param at where the Miniserver is now
 * @param secure whether it is to be reached by TLS; then its certificate bears {@code name}
 */
record CloudDns(HostPort at, boolean secure, String name) {
    private static final Duration HOPELESS = Duration.ofMinutes(5);

    static String question(String serial) {
        return "?getip&snr=" + serial + "&json=true";
    }

    /** @throws FaultException when it does not say where the Miniserver is, and why */
    static CloudDns read(String serial, int status, String body) throws FaultException {
        Map<String, String> answer = fields(body);
        int code = code(answer.getOrDefault("Code", answer.getOrDefault("cmd", "")), status);
        String https = answer.getOrDefault("IPHTTPS", "");
        String where = https.isEmpty() ? answer.getOrDefault("IP", "") : https;
        HostPort at = HostPort.of(where, https.isEmpty() ? 80 : 443).orElse(null);
        if (code != 200 || at == null) {
            throw new FaultException(new Fault(
                    "cloud_dns",
                    "Loxone's Cloud DNS does not say where " + serial + " is: " + why(code, at == null)
                            + "; loxone.host can be its address in the house instead",
                    code == 483 ? Duration.ofSeconds(30) : HOPELESS));
        }
        String domain = answer.getOrDefault("DataCenter", "");
        return new CloudDns(
                at,
                !https.isEmpty(),
                at.bareHost().replace('.', '-').replace(':', '-') + "." + serial + ".dyndns."
                        + (domain.matches("loxonecloud\\.[a-z.]{2,10}") ? domain : "loxonecloud.com"));
    }

    private static String why(int code, boolean nowhere) {
        return switch (code) {
            case 200 -> nowhere ? "the answer has no address" : "";
            case 403 -> "it is not registered, or its Cloud DNS is switched off (403)";
            case 405 -> "it does not report there (405)";
            case 409 -> "its password is too weak for access from outside (409)";
            case 412 -> "its port is not open (412)";
            case 418 -> "denied (418)";
            case 481, 482 -> "remote connect has no connection to it (" + code + ")";
            case 483 -> "it restarts (483)";
            default -> "code " + code;
        };
    }

    private static int code(String text, int status) {
        return text.matches("\\d{3}") ? Integer.parseInt(text) : status;
    }

    private static Map<String, String> fields(String body) throws FaultException {
        try (JsonParser json = LoxoneJson.parser(body)) {
            return json.nextToken() == JsonToken.START_OBJECT ? LoxoneJson.scalars(json) : Map.of();
        } catch (IOException e) {
            throw new FaultException(new Fault(
                    "cloud_dns",
                    "Loxone's Cloud DNS answered something else than JSON: " + Texts.oneLine(LoxoneJson.where(e)),
                    HOPELESS));
        }
    }
}
