package io.github.homeexporter.tapo.wire;

/**
 * A session with one plug, as messages: log in by sending what {@link #opening} gives and handing the answers to
 * {@link #opened} until there is nothing left to send; then wrap queries and unwrap their answers, one at a time.
 */
public interface PlugTransport {
    TransportKind kind();

    /** The login's next request; null when logged in. A session about to run out is opened anew. */
    WireRequest opening(long nowMillis) throws TransportFault;

    /** Takes the answer to the last {@link #opening}. */
    void opened(WireResponse answer, long nowMillis) throws TransportFault;

    /** Wraps a query; only when logged in. */
    WireRequest request(String json) throws TransportFault;

    /** Unwraps the answer to the last {@link #request}. */
    String response(WireResponse answer) throws TransportFault;

    /** Forgets the session; what was learnt about the plug stays. */
    void reset();
}
