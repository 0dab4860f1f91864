package io.github.homeexporter.demo.loxone;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** What a Miniserver answers to the commands of one connection. */
final class MiniserverAnswers {
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
                                "dev/cfg/apiKey",
                                200,
                                "\"" + about(",'httpsStatus':" + miniserver.httpsStatus()) + "\"");
            case "/jdev/cfg/api" -> answer("dev/cfg/api", 200, "\"" + about("") + "\"");
            case "/jdev/sys/getPublicKey" ->
                answer("dev/sys/getPublicKey", 200, "\"" + MiniserverKeys.publicKey() + "\"");
            default -> "";
        };
    }

    private String about(String more) {
        return "{'snr':'50:4F:94:D0:00:01','version':'" + miniserver.firmware() + "'" + more + "}";
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
}
