package io.github.homeexporter.tapo.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Plain JSON behind {@link Autokey} on a TCP connection; no login. */
public final class XorTransport implements PlugTransport {
    @Override
    public TransportKind kind() {
        return TransportKind.XOR;
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
        return new WireRequest(0, "", Map.of(), Autokey.encrypt(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String response(WireResponse answer) {
        return new String(Autokey.decrypt(answer.body()), StandardCharsets.UTF_8);
    }

    @Override
    public void reset() {
        // there is no session
    }
}
