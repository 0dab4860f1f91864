package io.github.homeexporter.tapo.wire;

import io.github.homeexporter.formats.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Map;

/**
 * A session with one plug, as messages: log in by sending what {@link #opening} gives and handing the answers to
 * {@link #opened} until there is nothing left to send; then wrap queries and unwrap their answers, one at a time.
 */
public interface PlugTransport {
    TransportKind kind();

    /** The login's next request; null when logged in, or when there is no login. A session about to run out is opened anew. */
    default WireRequest opening(long nowMillis) throws TransportFault {
        return null;
    }

    /** Takes the answer to the last {@link #opening}. */
    default void opened(WireResponse answer, long nowMillis) throws TransportFault {
        throw new IllegalStateException("nothing was asked");
    }

    /** Wraps a query; only when logged in. */
    WireRequest request(String json) throws TransportFault;

    /** Unwraps the answer to the last {@link #request}. */
    String response(WireResponse answer) throws TransportFault;

    /** Forgets the session; what was learnt about the plug stays. */
    default void reset() {}

    /**
     * Plain words, as a recording of a plug holds them.
     *
     * @param kind what the plug is taken to speak
     */
    record PlayedTransport(TransportKind kind) implements PlugTransport {
        @Override
        public WireRequest request(String json) {
            return WireRequest.framed(json.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String response(WireResponse answer) {
            return answer.text();
        }
    }

    /**
     * What a plug answered.
     *
     * @param status HTTP status, 200 for a frame
     * @param setCookie value of the header Set-Cookie, empty when there is none
     */
    record WireResponse(int status, String setCookie, byte[] body) {
        public WireResponse(byte[] body) {
            this(200, "", body);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        Json json() throws TransportFault {
            return json(text());
        }

        /** @throws TransportFault when it is not a JSON object; the text is not quoted: it may hold an SSID or a place */
        public static Json json(String text) throws TransportFault {
            try {
                return Json.parse(text);
            } catch (IOException e) {
                throw TransportFault.broken("the plug's answer is " + e.getMessage(), e);
            }
        }

        /**
         * The session a plug gives out as {@code TP_SESSIONID=…;TIMEOUT=…} in one header, which a cookie store reads wrongly.
         *
         * @param id empty when the plug gave none
         * @param expiresAt milliseconds, on the clock of who asks
         */
        record SessionCookie(String id, long expiresAt) {
            static final SessionCookie NONE = new SessionCookie("", Long.MIN_VALUE);

            private static final long DAY_SECONDS = 86_400;
            private static final long MOST_EARLY_SECONDS = 1_200;

            static SessionCookie parse(String header, long nowMillis) {
                String id = "";
                long timeout = DAY_SECONDS;
                for (String part : header.split("[;,]")) {
                    int equals = part.indexOf('=');
                    String name = equals < 0 ? "" : part.substring(0, equals).strip();
                    String value = part.substring(equals + 1).strip();
                    if (name.equals("TP_SESSIONID") || name.equals("SESSIONID")) {
                        id = value;
                    } else if (name.equals("TIMEOUT") && value.matches("\\d{1,9}")) {
                        timeout = Long.parseLong(value);
                    }
                }
                // renewed early, yet a short timeout must not mean a login for every request
                long early = Math.min(MOST_EARLY_SECONDS, timeout / 10);
                return new SessionCookie(id, nowMillis + (timeout - early) * 1000);
            }

            /** The time-out is not sent back: plugs are reported to dislike it. */
            Map<String, String> header() {
                return id.isEmpty() ? Map.of() : Map.of("Cookie", "TP_SESSIONID=" + id);
            }

            boolean isOver(long nowMillis) {
                return nowMillis >= expiresAt;
            }
        }
    }

    /**
     * What is to be sent to a plug next.
     *
     * @param port 0 for the plug's own; a TPAP plug may name another
     * @param path of an HTTP POST; empty for a frame on a plain TCP connection
     */
    record WireRequest(int port, String path, Map<String, String> headers, byte[] body) {
        public boolean framed() {
            return path.isEmpty();
        }

        static WireRequest framed(byte[] body) {
            return new WireRequest(0, "", Map.of(), body);
        }

        static WireRequest post(String path, WireResponse.SessionCookie cookie, byte[] body) {
            return new WireRequest(0, path, cookie.header(), body);
        }
    }

    /** How plugs wrap their JSON. */
    enum TransportKind {
        /** SPAKE2+ and AES-CCM: firmware 1.4 and later. */
        TPAP,
        /** Two seeds and AES-CBC: most Tapo plugs, and Kasa plugs with newer firmware. */
        KLAP,
        /** RSA handshake and securePassthrough: Tapo firmware until 2023. */
        AES,
        /** TCP port 9999 without authentication: Kasa plugs. */
        XOR
    }

    /** Where a transport takes its randomness from: handed in, so that a test can repeat a session. */
    interface Entropy {
        byte[] bytes(int count);

        /** An RSA-1024 pair, of any age: what plugs with securePassthrough ask for; they refuse longer ones (error -1010). */
        KeyPair rsa1024();
    }
}
