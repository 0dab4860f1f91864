package io.github.homeexporter.tapo.wire;

import java.util.Set;

/** Why a plug could not be read; the message is for the person who has to mend it and holds no secret. */
public final class TransportFault extends Exception {
    /** What to do about it. */
    public enum Kind {
        /** The plug does not speak this transport: try the next. */
        NOT_SPOKEN,
        /** The plug speaks it but keeps it closed: a switch in the app. */
        CLOSED,
        /** Wrong credentials: not again soon. */
        CREDENTIALS,
        /** The session is gone: log in and repeat. */
        SESSION,
        /** The plug asks to be left alone for a while. */
        BLOCKED,
        /** The answer cannot be read. */
        BROKEN,
        /** Nobody answered, or the connection broke. */
        UNREACHABLE
    }

    private final Kind kind;
    private final String reason;

    /** @param reason a word for the label {@code reason}; few different ones */
    public TransportFault(Kind kind, String reason, String sentence) {
        this(kind, reason, sentence, null);
    }

    public TransportFault(Kind kind, String reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
        this.reason = reason;
    }

    public Kind kind() {
        return kind;
    }

    public String reason() {
        return reason;
    }

    public static TransportFault session(String sentence) {
        return new TransportFault(Kind.SESSION, "session", sentence);
    }

    static TransportFault broken(String sentence, Throwable cause) {
        return new TransportFault(Kind.BROKEN, "malformed", sentence, cause);
    }

    static TransportFault notSpoken(String sentence) {
        return new TransportFault(Kind.NOT_SPOKEN, "protocol", sentence);
    }

    /** What the numbers in {@code error_code} mean, as far as anybody outside TP-Link knows. */
    public static final class ErrorCodes {
        /** The plug does not know the time, or a batch was too much for it. */
        public static final int NO_TIME = -1003;

        private static final Set<Integer> SESSION =
                Set.of(9999, 1002, 1112, -1001, -40401, -40413, -2203, -1101, -1005, 40108);
        private static final Set<Integer> LOGIN = Set.of(-1501, 1111, 1100, -40412);
        private static final Set<Integer> BLOCKED = Set.of(-40404, -40408);
        private static final Set<Integer> UNSUPPORTED = Set.of(-1002, -1008, -40106);

        private ErrorCodes() {}

        /** A method the plug does not have: not asked again until its firmware changes. */
        public static boolean isUnsupported(int code) {
            return UNSUPPORTED.contains(code);
        }

        /** Whether a code speaks of the session as a whole. */
        public static boolean isSession(int code) {
            return SESSION.contains(code);
        }

        /** Whether a code speaks of the login, wrong or blocked. */
        public static boolean isLogin(int code) {
            return LOGIN.contains(code) || BLOCKED.contains(code);
        }

        /** For a code that answers a whole request. */
        public static TransportFault of(int code) {
            if (SESSION.contains(code)) {
                return TransportFault.session("the plug ended the session (error " + code + ")");
            }
            if (LOGIN.contains(code)) {
                return credentials(code);
            }
            if (BLOCKED.contains(code)) {
                return new TransportFault(
                        Kind.BLOCKED,
                        "blocked",
                        "the plug has blocked logins after too many failed ones (error " + code
                                + "); check tapo.username and tapo.password, it opens again by itself");
            }
            if (code == 1003) {
                return TransportFault.notSpoken("the plug has moved to another transport (error 1003)");
            }
            return new TransportFault(Kind.BROKEN, "error_code", "the plug answered error " + code);
        }

        static TransportFault credentials(int code) {
            return new TransportFault(
                    Kind.CREDENTIALS,
                    "credentials",
                    "the plug refuses the login (error " + code
                            + "); check tapo.username (upper and lower case count: as in the Tapo app) and tapo.password");
        }
    }
}
