package io.github.homeexporter.loxone;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.homeexporter.loxone.LoxoneAddress.Way;
import io.github.homeexporter.loxone.frame.LoxoneJson;
import io.github.homeexporter.loxone.login.Access.Encryption;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.Fault.FaultException;
import io.github.homeexporter.net.HostPort;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * What Loxone's Cloud DNS answers to {@code ?getip&snr=…&json=true} (Communicating with the Miniserver, "CloudDNS", "What
 * hostname to use with CloudDNS?" and "Support for distributed data centers").
 *
 * @param serial of the Miniserver that was asked for
 * @param plain where it is without TLS; null when that is not said
 * @param secure where it is by TLS; null when that is not said
 * @param domain under which its certificate has its names
 */
record CloudDns(String serial, HostPort plain, HostPort secure, String domain) {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration HOPELESS = Duration.ofMinutes(5);

    static String question(String serial) {
        return "?getip&snr=" + serial + "&json=true";
    }

    /** @throws FaultException when it does not say where the Miniserver is, and why */
    static CloudDns read(String serial, int status, String body) throws FaultException {
        Map<String, String> answer = fields(status, body);
        String told = answer.getOrDefault("Code", "");
        int code = told.matches("\\d{3}") ? Integer.parseInt(told) : status;
        HostPort plain = HostPort.of(answer.getOrDefault("IP", ""), 80).orElse(null);
        HostPort secure = HostPort.of(answer.getOrDefault("IPHTTPS", ""), 443).orElse(null);
        if (code != 200 || (plain == null && secure == null)) {
            throw fault("Loxone's Cloud DNS does not say where " + serial + " is: " + why(code), wait(code));
        }
        // a name of anybody's else would let anybody's certificate pass
        String domain =
                answer.getOrDefault("DataCenter", "").equals("loxonecloud.cn") ? "loxonecloud.cn" : "loxonecloud.com";
        return new CloudDns(serial, plain, secure, domain);
    }

    /**
     * The way that it shows.
     *
     * @param believed whether it can be nobody else's answer: one that anybody may have written has to lead to a certificate
     * @throws FaultException when there is none that is allowed
     */
    Way way(Encryption wanted, boolean believed) throws FaultException {
        boolean byTls = secure != null && (wanted != Encryption.NEVER || plain == null);
        if (byTls && wanted == Encryption.NEVER) {
            throw fault(serial + " is reached by TLS only, and loxone.encryption is never", HOPELESS);
        }
        if (!byTls && wanted == Encryption.ALWAYS) {
            throw fault(serial + " is reached without TLS only, and loxone.encryption is always", HOPELESS);
        }
        if (!byTls && !believed) {
            throw fault(
                    "Loxone's Cloud DNS could not be asked by TLS, and what it answers without leads to a place without TLS;"
                            + " that may be anybody's answer and is not followed",
                    SOON);
        }
        HostPort at = byTls ? secure : plain;
        String name = at.bareHost().replace('.', '-').replace(':', '-') + "." + serial + ".dyndns." + domain;
        return new Way(new LoxoneAddress(at, at, "", ""), byTls, name);
    }

    private static FaultException fault(String sentence, Duration wait) {
        return new FaultException(
                new Fault("cloud_dns", sentence + "; loxone.host can be its address in the house instead", wait));
    }

    private static String why(int code) {
        return switch (code) {
            case 200 -> "the answer has no address";
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

    /** What ends by itself is asked again soon: a restart, a lost connection, a service that is overloaded. */
    private static Duration wait(int code) {
        return code >= 481 ? SOON : HOPELESS;
    }

    private static Map<String, String> fields(int status, String body) throws FaultException {
        try (JsonParser json = LoxoneJson.parser(body)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                return LoxoneJson.scalars(json);
            }
        } catch (IOException e) {
            // as below
        }
        throw fault("Loxone's Cloud DNS answered something else than JSON (HTTP " + status + ")", wait(status));
    }
}
