package io.github.homeexporter.tapo.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Plain words, as a recording of a plug holds them. */
public final class PlayedTransport implements PlugTransport {
    private final TransportKind kind;

    /** @param kind what the plug is taken to speak */
    public PlayedTransport(TransportKind kind) {
        this.kind = kind;
    }

    @Override
    public TransportKind kind() {
        return kind;
    }

    @Override
    public WireRequest opening(long nowMillis) {
        return null;
    }

    @Override
    public void opened(WireResponse answer, long nowMillis) {
        throw new IllegalStateException("nothing was asked");
    }

    @Override
    public WireRequest request(String json) {
        return new WireRequest(0, "", Map.of(), json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String response(WireResponse answer) {
        return answer.text();
    }

    @Override
    public void reset() {
        // there is no session
    }
}
