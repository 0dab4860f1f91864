package io.github.homeexporter.loxone.login;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.homeexporter.loxone.frame.LoxoneJson;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A Miniserver's answer to a command: {@code {"LL":{"control":…,"value":…,"Code":…}}}.
 *
 * @param control the command as the Miniserver repeats it, with or without its {@code j}, possibly still encrypted: never log it
 * @param code as in HTTP; 0 when the answer has none
 * @param value the value when it is a text, a number or a boolean, else empty
 * @param fields the value's own scalars when it is an object, else empty
 */
public record Answer(String control, int code, String value, Map<String, String> fields) {
    /** Answers are small: a document that begins like one and goes on for this long is none. */
    private static final int PREFIX = 64;

    static boolean looksLike(String text) {
        String start = text.substring(0, Math.min(PREFIX, text.length())).stripLeading();
        return start.startsWith("{") && start.substring(1).stripLeading().startsWith("\"LL\"");
    }

    /** Empty when the text is no answer. */
    static Optional<Answer> parse(String text) {
        try (JsonParser json = LoxoneJson.parser(text)) {
            return json.nextToken() == JsonToken.START_OBJECT
                            && "LL".equals(json.nextFieldName())
                            && json.nextToken() == JsonToken.START_OBJECT
                    ? Optional.of(read(json))
                    : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static Answer read(JsonParser json) throws IOException {
        String control = "";
        int code = 0;
        String value = "";
        Map<String, String> fields = Map.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            switch (name) {
                case "control" -> control = LoxoneJson.isText(token) ? json.getText() : "";
                case "Code", "code" -> code = LoxoneJson.isText(token) ? number(json.getText()) : 0;
                case "value" -> {
                    if (token == JsonToken.START_OBJECT) {
                        fields = LoxoneJson.scalars(json);
                    } else if (LoxoneJson.isText(token)) {
                        value = json.getText();
                    }
                }
                default -> {}
            }
            json.skipChildren();
        }
        return new Answer(control, code, value, fields);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    public boolean ok() {
        return code / 100 == 2;
    }

    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Without control and values: they hold keys, hashes and tokens. */
    @Override
    public String toString() {
        return "Answer[code=" + code + "]";
    }

    /**
     * What {@code getkey} and {@code getkey2} answer, and the hashes made with it. Valid for about 5 seconds.
     *
     * @param hex un-hexed once it is the HMAC key; that the result often looks like hex again means nothing
     * @param salt the user's, used as the text it is; empty with {@code getkey}
     */
    public record OneTimeKey(String hex, String salt, HashAlgorithm algorithm) {

        /**
         * From an answer whose value is the key itself or an object with {@code key}, {@code salt}, {@code hashAlg}.
         *
         * @param algorithm for a key that comes without one
         * @throws IllegalArgumentException when there is no key in it
         */
        public static OneTimeKey of(Answer answer, HashAlgorithm algorithm) {
            String hex = answer.fields().isEmpty() ? answer.value() : answer.field("key");
            if (!hex.matches("(?:[0-9a-fA-F]{2})+")) {
                throw new IllegalArgumentException("the answer holds no one-time key");
            }
            HashAlgorithm asked = answer.fields().isEmpty() ? algorithm : HashAlgorithm.named(answer.field("hashAlg"));
            return new OneTimeKey(hex, answer.field("salt"), asked);
        }

        /** Proof of knowing the password: HMAC over {@code user:HASH(password:salt)}, the inner hash in upper case. */
        public String passwordHash(String user, String password) {
            return hmac(user + ":" + innerHash(password));
        }

        public String innerHash(String password) {
            try {
                MessageDigest digest = MessageDigest.getInstance(algorithm.digest);
                return HexFormat.of()
                        .withUpperCase()
                        .formatHex(digest.digest((password + ":" + salt).getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java has no " + algorithm.digest, e);
            }
        }

        /** Proof of holding a token. */
        public String tokenHash(String token) {
            return hmac(token);
        }

        /** The login of firmware before tokens: HMAC-SHA1 over {@code user:password}. */
        public String legacyHash(String user, String password) {
            return hmac(user + ":" + password);
        }

        private String hmac(String text) {
            try {
                Mac mac = Mac.getInstance(algorithm.mac);
                mac.init(new SecretKeySpec(HexFormat.of().parseHex(hex), algorithm.mac));
                return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java has no " + algorithm.mac, e);
            }
        }

        @Override
        public String toString() {
            return "OneTimeKey[" + algorithm + "]";
        }

        /** The hash a Miniserver asks for with a one-time key. */
        public enum HashAlgorithm {
            SHA1("SHA-1", "HmacSHA1"),
            SHA256("SHA-256", "HmacSHA256");

            final String digest;
            final String mac;

            HashAlgorithm(String digest, String mac) {
                this.digest = digest;
                this.mac = mac;
            }

            /** Firmware before 10.4 names none and means SHA1. */
            public static HashAlgorithm named(String name) {
                return "SHA256".equalsIgnoreCase(name) ? SHA256 : SHA1;
            }
        }
    }

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
}
