package io.github.homeexporter.net;

import io.github.homeexporter.net.Fault.FaultException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** The ways in which a connection does not come about, in words that hold for any device: the one table of them. */
public final class NetworkFaults {
    public static final String REFUSED = "refused";
    public static final String UNREACHABLE = "unreachable";
    public static final String UNKNOWN_HOST = "unknown_host";
    public static final String TIMEOUT = "connect_timeout";
    public static final String HANDSHAKE = "handshake";
    public static final String TLS = "tls";
    public static final String BROKEN = "broken";

    private static final int DEEPEST = 16;
    /** A fingerprint at its end is to be copied whole. */
    private static final int LONGEST_OF_TLS = 400;

    private NetworkFaults() {}

    /** The outermost cause that says something decides. */
    public static Fault of(Throwable failure) {
        return causes(failure)
                .map(NetworkFaults::known)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() ->
                        new Fault(BROKEN, "could not connect: " + Texts.oneLine(String.valueOf(failure.getMessage()))));
    }

    /** Whether not even a connection came about, so that nothing can have been sent. */
    public static boolean isUnopened(Throwable failure) {
        return causes(failure).anyMatch(t -> t instanceof ConnectException || t instanceof HttpConnectTimeoutException);
    }

    /** The HTTP status of a failed handshake, 0 when there is none. */
    public static int status(Throwable failure) {
        return causes(failure)
                .filter(HandshakeException.class::isInstance)
                .mapToInt(t -> ((HandshakeException) t).status())
                .findFirst()
                .orElse(0);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
    }

    /** What one exception says by itself, whatever its cause is; null for nothing. */
    public static Fault known(Throwable t) {
        if (t instanceof FaultException e) {
            return e.fault();
        }
        if (t instanceof HttpTimeoutException || t instanceof TimeoutException) {
            return new Fault(TIMEOUT, "no answer while connecting");
        }
        if (t instanceof HandshakeException e) {
            return new Fault(HANDSHAKE, handshake(e));
        }
        if (t instanceof SSLException) {
            return new Fault(TLS, "no secure connection: " + Texts.oneLine(ofTls(t), LONGEST_OF_TLS));
        }
        if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException) {
            return new Fault(UNKNOWN_HOST, "the host name is not known");
        }
        return t instanceof IOException e ? unconnected(e) : null;
    }

    private static String handshake(HandshakeException e) {
        if (e.status() == 101) {
            return "the device opened the WebSocket in a way that was not asked for";
        }
        if (e.status() == 0) {
            return "the device does not speak HTTP there";
        }
        String to = e.location().isEmpty() ? "" : ", which leads to " + Texts.oneLine(e.location());
        return "answered HTTP " + e.status() + to + " instead of opening a WebSocket";
    }

    /** The innermost sentence about certificates: those around it only repeat it, with names of classes. */
    private static String ofTls(Throwable failure) {
        String said = String.valueOf(failure.getMessage());
        for (Throwable t = failure;
                t instanceof SSLException || t instanceof GeneralSecurityException;
                t = t.getCause()) {
            said = t.getMessage() == null ? said : t.getMessage();
        }
        return said;
    }

    private static Fault unconnected(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (e instanceof NoRouteToHostException || message.contains("unreachable") || message.contains("no route")) {
            return new Fault(UNREACHABLE, "no route to the device");
        }
        if (e instanceof SocketTimeoutException || message.contains("timed out")) {
            return new Fault(TIMEOUT, "no answer while connecting");
        }
        // the client tries a refused connection once more, on a channel it has closed, and reports that
        boolean refused = e instanceof ConnectException && e.getCause() instanceof ClosedChannelException;
        if (refused || message.contains("refused")) {
            return new Fault(REFUSED, "connection refused");
        }
        // as the HTTP clients say that not one byte of an answer came
        if (message.contains("received no bytes") || message.contains("failed to respond")) {
            return new Fault(BROKEN, "the connection was closed without an answer");
        }
        return e.getCause() == null ? new Fault(BROKEN, "connection broken: " + Texts.oneLine(message)) : null;
    }

    /** A peer answered, but not by opening the WebSocket that it was asked for. */
    public static final class HandshakeException extends IOException {
        private static final long serialVersionUID = 1;

        private final int status;
        private final String location;

        /**
         * @param status of HTTP; 0 for what is no HTTP, 101 for a WebSocket other than the one asked for
         * @param location where the peer would have us go; empty for nowhere
         */
        public HandshakeException(int status, String location) {
            super("HTTP status " + status);
            this.status = status;
            this.location = location;
        }

        public int status() {
            return status;
        }

        public String location() {
            return location;
        }
    }
}
