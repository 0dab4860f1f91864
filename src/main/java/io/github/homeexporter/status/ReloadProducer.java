package io.github.homeexporter.status;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.http.BearerToken;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** {@code POST /-/reload}: the settings are read again for who has the token. */
final class ReloadProducer extends DefaultProducer {
    private final BearerToken token;

    ReloadProducer(StatusEndpoint endpoint) {
        super(endpoint);
        this.token = new BearerToken(endpoint.getToken());
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        String authorization = message.getHeader("Authorization", String.class);
        // nothing of the request goes into the answer
        message.removeHeaders("*");
        Reload reload = exchange.getContext().getRegistry().findByType(Reload.class).stream()
                .findFirst()
                .orElse(null);
        if (!token.isSet()) {
            answer(message, 403, CollectionProducer.error("http.token is not set, so nobody may ask for a reload"));
        } else if (!token.isIn(authorization)) {
            message.setHeader("WWW-Authenticate", "Bearer");
            answer(message, 401, CollectionProducer.error("no or a wrong bearer token; it is http.token"));
        } else if (reload == null) {
            answer(message, 503, CollectionProducer.error("the settings of this run cannot change"));
        } else {
            answer(message, 200, Json.write(reload.now()) + "\n");
        }
    }

    private static void answer(Message message, int code, String json) {
        CollectionProducer.answer(message, code, json);
    }
}
