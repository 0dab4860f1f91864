package io.github.homeexporter.loxone.login;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.homeexporter.loxone.frame.LoxoneJson;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Map;
import java.util.Optional;

/**
 * What a Miniserver tells everyone: the answer to {@code jdev/cfg/apiKey}, or of older firmware {@code jdev/cfg/api}.
 *
 * @param serial MAC address, empty when not said
 * @param tlsUsable whether it says that it speaks TLS with a certificate that has not expired (Gen2 only)
 * @param inTrust whether it says that it shares users and controls with other Miniservers, as a Gateway and its Clients do
 */
public record ApiInfo(String serial, Firmware firmware, boolean tlsUsable, boolean inTrust) {
    public static final ApiInfo UNKNOWN = new ApiInfo("", Firmware.UNKNOWN, false, false);

    /** Empty when the body is not such an answer. */
    public static Optional<ApiInfo> parse(String body) {
        return Answer.parse(body).filter(Answer::ok).flatMap(answer -> fields(answer)
                .map(fields -> new ApiInfo(
                        fields.getOrDefault("snr", ""),
                        new Firmware(fields.getOrDefault("version", "")),
                        "1".equals(fields.get("httpsStatus")),
                        "true".equalsIgnoreCase(fields.get("isInTrust")))));
    }

    /** The value is a text that holds an object with single quotes. */
    private static Optional<Map<String, String>> fields(Answer answer) {
        if (!answer.fields().isEmpty()) {
            return Optional.of(answer.fields());
        }
        try (JsonParser json = LoxoneJson.parser(answer.value())) {
            return json.nextToken() == JsonToken.START_OBJECT
                    ? Optional.of(LoxoneJson.scalars(json))
                    : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** A firmware version such as 14.5.12.28. One that cannot be read counts as the newest. */
    public record Firmware(String text) {
        /** From here on logins use tokens; the plain hash was removed later (Communicating with the Miniserver, "Tokens"). */
        private static final Version TOKENS = Version.parse("9.3");

        /** From here on tokens are JSON Web Tokens. */
        private static final Version WEB_TOKENS = Version.parse("10.2");

        static final Firmware UNKNOWN = new Firmware("");

        boolean hasTokens() {
            return isAtLeast(TOKENS);
        }

        boolean hasWebTokens() {
            return isAtLeast(WEB_TOKENS);
        }

        private boolean isAtLeast(Version wanted) {
            return !text.matches("\\d{1,6}(\\.\\d{1,6})*")
                    || Version.parse(text).compareTo(wanted) >= 0;
        }
    }
}
