package io.github.homeexporter.loxone.login;

import io.github.homeexporter.net.Fault;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Miniserver means by refusing: the codes of its answers, of HTTP and of the WebSocket close (Communicating with the
 * Miniserver, "Status codes", and the vendor's client for 4003 to 4008). Addresses that try too often are blocked, so whatever
 * will not get better by trying waits long.
 */
public final class Refusals {
    public static final String BAD_CREDENTIALS = "bad_credentials";
    public static final String BLOCKED = "blocked";

    private static final Set<String> NOT_OF_LOGIN =
            Set.of("restarting", "updating", "user_changed", "http_login", "http_forbidden");
    private static final Duration NO_SLOT = Duration.ofMinutes(1);
    private static final Duration UPDATE = Duration.ofSeconds(30);
    private static final Duration DEFAULT_BLOCK = Duration.ofMinutes(5);
    private static final Duration HOPELESS = Duration.ofMinutes(15);
    private static final Pattern REMAINING = Pattern.compile("<remaining>\\s*(\\d{1,6})\\s*</remaining>");

    private Refusals() {}

    /** @param text value or body of the answer; only looked through for a block and its remaining seconds */
    public static Fault of(int code, String text) {
        return switch (code) {
            case 401 ->
                new Fault(
                        BAD_CREDENTIALS,
                        "user name or password refused (401); check both, and that the user may log in",
                        Duration.ofMinutes(1));
            case 403 ->
                isBlock(text)
                        ? blocked(code, text)
                        : new Fault(
                                "no_rights",
                                "the user may not do this (403); give it rights in Loxone Config",
                                HOPELESS);
            case 420 -> new Fault("not_authenticated", "the Miniserver gave up waiting for the login (420)");
            case 423 -> new Fault("user_disabled", "the user is disabled (423)", HOPELESS);
            case 426 -> new Fault("update_required", "the Miniserver asks for an update of the client (426)", HOPELESS);
            case 429 -> blocked(code, text);
            case 477 -> new Fault("token_rejected", "the token is no longer valid (477)");
            case 503 -> new Fault("restarting", "the Miniserver restarts (503)");
            default ->
                code / 100 == 9 ? noSlot(code) : new Fault("refused", "the Miniserver answered with code " + code);
        };
    }

    /** For an answer that cannot be used, of the command with that verb. */
    public static Fault badAnswer(String verb, String why) {
        return new Fault("bad_answer", verb + ": " + why);
    }

    /** For a WebSocket close code; null for those that say nothing of their own. */
    public static Fault ofClose(int code) {
        return switch (code) {
            case 4003 -> blocked(code, "");
            case 4004, 4005 -> new Fault("user_changed", "a user was changed, a new login is needed (" + code + ")");
            case 4006 -> new Fault("user_disabled", "the user is disabled (4006)", HOPELESS);
            case 4007 -> new Fault("updating", "the Miniserver updates itself (4007)", UPDATE);
            case 4008 -> noSlot(code);
            default -> null;
        };
    }

    /**
     * What an HTTP status means before anybody has said a password: it is no word on one. Null for a status that is as good as
     * an answer.
     */
    public static Fault unasked(int status, String body) {
        return switch (status) {
            case 401, 407 ->
                new Fault(
                        "http_login",
                        "HTTP asks for a login of its own (" + status
                                + ") before the Miniserver was asked for one; a proxy"
                                + " in between has to let /jdev and /ws pass without",
                        Duration.ofMinutes(1));
            case 403 ->
                isBlock(body)
                        ? blocked(status, body)
                        : new Fault(
                                "http_forbidden",
                                "HTTP access is forbidden (403) before any login; may this address reach the Miniserver?",
                                Duration.ofMinutes(1));
            case 429 -> blocked(status, body);
            case 503 -> of(status, body);
            default -> null;
        };
    }

    /** Whether it is a word on who logs in: a Miniserver that restarts refuses nobody. */
    public static boolean isOfLogin(Fault fault) {
        return !NOT_OF_LOGIN.contains(fault.reason());
    }

    /** Whether a text says that this address is blocked for a while. */
    static boolean isBlock(String text) {
        return text.contains("temporarily blocked") || REMAINING.matcher(text).find();
    }

    /** As {@link #isBlock}, where a text may be anything: only a page is one, not a document that happens to hold the words. */
    public static boolean isBlockPage(String text) {
        return text.length() < 4_096 && text.stripLeading().startsWith("<") && isBlock(text);
    }

    private static Fault blocked(int code, String text) {
        Matcher remaining = REMAINING.matcher(text);
        Duration wait = remaining.find() ? Duration.ofSeconds(Long.parseLong(remaining.group(1))) : DEFAULT_BLOCK;
        return new Fault(
                BLOCKED,
                "the Miniserver blocks this address after too many failed logins (" + code + "); waiting "
                        + wait.toSeconds() + " s",
                wait);
    }

    private static Fault noSlot(int code) {
        return new Fault(
                "no_slot", "the Miniserver has no free connection (" + code + "); it serves 31 live clients", NO_SLOT);
    }
}
