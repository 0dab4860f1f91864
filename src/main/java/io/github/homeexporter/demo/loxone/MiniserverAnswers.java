package io.github.homeexporter.demo.loxone;

import io.github.homeexporter.demo.loxone.SimulatedMiniserver.MiniserverFault;
import io.github.homeexporter.demo.net.HttpHead;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What a Miniserver answers to the commands of one connection. */
final class MiniserverAnswers {
    /** In the form of firmware 13. */
    private static final String STATUS = """
            <?xml version="1.0" encoding="utf-8"?>
            <Status Modified="2026-01-10 13:24:37">
            <Miniserver Type="2" Name="Demo" MAC="504F94D00001" Version="15.1.3.26" LANErrors="0.500%" LinkErrors="3">
            <Extension Type="Air Base Extension" Name="Air" Serial="0cd00001" Version="13.1.9.19" Online="true" DummyDev="false">
            <AirDevice Type="Valve Air" Name="Valve" Place="Bath" Inst="Window" Serial="50:4F:94:FF:FE:00:00:01" TimeDiff="544"
             Version="10.1.12.17" Hops="2" QualityExt="4" QualityDev="3" Online="true" Battery="76" DummyDev="false"/>
            <AirDevice Type="Socket Air" Name="Socket" Place="Hall" Serial="50:4F:94:FF:FE:00:00:02" TimeDiff="3"
             Version="10.1.12.17" Hops="1" Online="false" Battery="127" DummyDev="false"/>
            </Extension>
            <Extension Type="Tree Extension" Name="Tree" Serial="13100001" Version="11.2.11.10" Online="true" DummyDev="false">
            <TreeBranch Branch="2" Devices="1" Errors="2">
            <TreeDevice Name="Touch" Place="Hall" Inst="Door" Serial="B0000001" Version="12.4.6.8" Online="true" TimeDiff="1"
             DummyDev="false"/>
            <TreeDevice Name="Planned" Serial="B0000002" Online="false" DummyDev="true"/>
            </TreeBranch></Extension></Miniserver></Status>
            """;

    private static final Map<String, String> LOAD = Map.of("cpu", "12%", "heap", "20000/65536kB", "numtasks", "31");
    private static final String ENCRYPTED = "jdev/sys/enc/";
    private static final String KEY_EXCHANGE = "jdev/sys/keyexchange/";

    private final SimulatedMiniserver miniserver;
    private final MiniserverKeys keys;
    private boolean authenticated;
    private boolean subscribed;

    MiniserverAnswers(SimulatedMiniserver miniserver) {
        this.miniserver = miniserver;
        this.keys = new MiniserverKeys(miniserver.is(MiniserverFault.SHA1) ? "SHA1" : "SHA256");
    }

    boolean hasSubscribed() {
        return subscribed;
    }

    /** Empty for what is not there. */
    String http(String target) {
        return switch (target) {
            case "/jdev/cfg/apiKey" ->
                miniserver.is(MiniserverFault.NO_API_KEY)
                        ? ""
                        : answer(
                                "dev/cfg/apiKey", 200, "\"" + about(",'httpsStatus':" + miniserver.httpsStatus) + "\"");
            case "/jdev/cfg/api" -> answer("dev/cfg/api", 200, "\"" + about("") + "\"");
            case "/jdev/sys/getPublicKey" ->
                answer("dev/sys/getPublicKey", 200, "\"" + MiniserverKeys.publicKey() + "\"");
            default -> "";
        };
    }

    private String about(String more) {
        return "{'snr':'50:4F:94:D0:00:01','version':'" + miniserver.firmware + "'" + more + "}";
    }

    String to(String sent) {
        String command = sent.startsWith(ENCRYPTED) ? keys.decrypted(sent.substring(ENCRYPTED.length())) : sent;
        String[] parts = command.split("/");
        boolean system = command.startsWith("jdev/") && parts.length > 2;
        String verb = system || command.startsWith("data/") ? parts[system ? 2 : 1] : parts[0];
        miniserver.commands().add(verb);
        return switch (verb) {
            case "keyexchange" ->
                answer(command, keys.exchange(command.substring(KEY_EXCHANGE.length())) ? 200 : 401, "\"b25l\"");
            case "getkey" -> answer(command, 200, "\"" + MiniserverKeys.oneTimeKey() + "\"");
            case "getkey2" -> answer(command, 200, keys.keyAndSalt());
            case "getjwt", "gettoken" -> byPassword(verb, command, parts);
            case "authenticate" ->
                check(command, parts[1], MiniserverKeys.legacyHash(miniserver.user(), miniserver.password()), "\"1\"");
            case "authwithtoken", "refreshjwt", "refreshtoken", "killtoken" -> byToken(verb, command, parts);
            default -> authenticated ? data(verb, command) : answer(command, 400, "\"\"");
        };
    }

    private String data(String verb, String command) {
        return switch (verb) {
            case "LoxAPPversion3" ->
                answer(command, 200, "\"" + miniserver.house().version() + "\"");
            case "LoxAPP3.json" -> miniserver.house().structure();
            case "status" -> miniserver.is(MiniserverFault.NO_ADMIN) ? answer(command, 403, "\"\"") : STATUS;
            case "cpu", "heap", "numtasks" ->
                miniserver.is(MiniserverFault.NO_ADMIN)
                        ? answer(command, 403, "\"\"")
                        : answer(command, 200, "\"" + LOAD.get(verb) + "\"");
            case "enablebinstatusupdate" -> {
                subscribed = true;
                yield answer(command, 200, "\"1\"");
            }
            default -> answer(command, 404, "\"\"");
        };
    }

    private String byPassword(String verb, String command, String[] parts) {
        if (verb.equals("getjwt") && miniserver.is(MiniserverFault.NO_WEB_TOKENS)) {
            return answer(command, 404, "\"\"");
        }
        String user = URLDecoder.decode(parts[4], StandardCharsets.UTF_8);
        String wanted = keys.passwordHash(miniserver.user(), miniserver.password());
        if (!user.equals(miniserver.user()) || !parts[3].equals(wanted)) {
            return refused(command);
        }
        authenticated = true;
        String token = miniserver.newToken();
        return answer(
                command,
                200,
                "{\"token\":\"" + token + "\",\"key\":\"00\",\"validUntil\":" + SimulatedMiniserver.VALID_UNTIL
                        + ",\"tokenRights\":4}");
    }

    private String byToken(String verb, String command, String[] parts) {
        String hash = parts[verb.equals("authwithtoken") ? 1 : 3];
        for (String token : miniserver.tokens()) {
            if (keys.tokenHash(token).equals(hash)) {
                authenticated = true;
                if (verb.equals("killtoken")) {
                    miniserver.tokens().remove(token);
                }
                return answer(command, 200, "{\"validUntil\":" + SimulatedMiniserver.VALID_UNTIL + "}");
            }
        }
        return refused(command);
    }

    private String check(String command, String sent, String wanted, String value) {
        if (!sent.equals(wanted)) {
            return refused(command);
        }
        authenticated = true;
        return answer(command, 200, value);
    }

    private String refused(String command) {
        miniserver.loginFailed();
        return answer(command, 401, "{\"lastEdit\":1,\"unix\":2}");
    }

    /** Without the j of the command, as most firmware repeats it. */
    private static String answer(String command, int code, String value) {
        String control = command.startsWith("jdev") ? command.substring(1) : command;
        return "{\"LL\": {\"control\": \"" + control + "\", \"value\": " + value + ", \"Code\": \"" + code + "\"}}";
    }

    /** One connection's side of the login: what was sent is really decrypted and really checked. */
    private static final class MiniserverKeys {
        /** Of this size every handshake has room, and making it does not hold a start up. */
        private static final int RSA_BITS = 1024;

        private static final String ONE_TIME_KEY =
                "41434633443134324337383441373035453333424344364133373431333430413642333442334244";
        private static final String SALT = "31306137336533622D303163352D313732662D66666666616362383139643462636139";
        private static final KeyPair RSA = rsa();

        private final String algorithm;
        private SecretKeySpec key;
        private IvParameterSpec iv;

        /** @param algorithm SHA1 or SHA256 */
        MiniserverKeys(String algorithm) {
            this.algorithm = algorithm;
        }

        private static KeyPair rsa() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(RSA_BITS);
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has RSA", e);
            }
        }

        /** As Miniservers write it: the label says certificate. */
        static String publicKey() {
            String body = Base64.getEncoder().encodeToString(RSA.getPublic().getEncoded());
            return "-----BEGIN CERTIFICATE-----" + body + "-----END CERTIFICATE-----";
        }

        static String oneTimeKey() {
            return ONE_TIME_KEY;
        }

        String keyAndSalt() {
            String named = algorithm.equals("SHA1") ? "" : ",\"hashAlg\":\"" + algorithm + "\"";
            return "{\"key\":\"" + ONE_TIME_KEY + "\",\"salt\":\"" + SALT + "\"" + named + "}";
        }

        /** @return whether the session key could be read */
        boolean exchange(String sent) {
            try {
                Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
                cipher.init(Cipher.DECRYPT_MODE, RSA.getPrivate());
                String plain = new String(cipher.doFinal(Base64.getDecoder().decode(sent)), StandardCharsets.US_ASCII);
                String[] keys = plain.split(":");
                key = new SecretKeySpec(HexFormat.of().parseHex(keys[0]), "AES");
                iv = new IvParameterSpec(HexFormat.of().parseHex(keys[1]));
                return true;
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                return false;
            }
        }

        /** The command within {@code jdev/sys/enc/…}; empty when it cannot be read. */
        String decrypted(String sent) {
            try {
                Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
                cipher.init(Cipher.DECRYPT_MODE, key, iv);
                String base64 = URLDecoder.decode(sent, StandardCharsets.UTF_8);
                byte[] plain = cipher.doFinal(Base64.getDecoder().decode(base64));
                String salted = new String(plain, StandardCharsets.UTF_8).replaceAll("\0+$", "");
                String[] parts = salted.split("/", salted.startsWith("nextSalt/") ? 4 : 3);
                return parts[parts.length - 1];
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                return "";
            }
        }

        String passwordHash(String user, String password) {
            return hmac(user + ":" + digest(password + ":" + SALT));
        }

        String tokenHash(String token) {
            return hmac(token);
        }

        static String legacyHash(String user, String password) {
            return new MiniserverKeys("SHA1").hmac(user + ":" + password);
        }

        private String digest(String text) {
            try {
                MessageDigest digest = MessageDigest.getInstance(algorithm.equals("SHA1") ? "SHA-1" : "SHA-256");
                return HexFormat.of()
                        .formatHex(digest.digest(HttpHead.bytes(text)))
                        .toUpperCase(Locale.ROOT);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has " + algorithm, e);
            }
        }

        private String hmac(String text) {
            try {
                Mac mac = Mac.getInstance("Hmac" + algorithm);
                mac.init(new SecretKeySpec(HexFormat.of().parseHex(ONE_TIME_KEY), mac.getAlgorithm()));
                return HexFormat.of().formatHex(mac.doFinal(HttpHead.bytes(text)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has " + algorithm, e);
            }
        }
    }
}
