package io.github.homeexporter.isg.sgready;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.http.Authorization.BearerToken;
import io.github.homeexporter.http.Networks;
import io.github.homeexporter.isg.sgready.SgReadyDecision.AlertBody;
import io.github.homeexporter.isg.sgready.SgReadyHold.SgReadyFault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code sgready:webhook} answers Alertmanager, {@code sgready:mode} whoever says or asks for a level; {@code sgready:wish}
 * takes a level from a route, {@code sgready:level} says which there is; {@code sgready:hold} does what is due.
 */
class SgReadyProducer extends DefaultProducer {
    private static final String REMOTE = "CamelVertxPlatformHttpRemoteAddress";

    private final SgReadyEndpoint endpoint;
    private final SgReadyAccess access;

    SgReadyProducer(SgReadyEndpoint endpoint, SgReadyAccess access) {
        super(endpoint);
        this.endpoint = endpoint;
        this.access = access;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        endpoint.component().join(endpoint);
    }

    @Override
    protected void doStop() throws Exception {
        endpoint.component().leave();
        super.doStop();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        SgReadyHold worker = endpoint.component().worker();
        switch (endpoint.getTask()) {
            case SgReadyEndpoint.HOLD -> worker.hold();
            case SgReadyEndpoint.LEVEL -> exchange.getMessage().setBody(worker.level());
            case SgReadyEndpoint.WISH -> wish(exchange.getMessage(), worker);
            default -> called(exchange.getMessage(), worker);
        }
    }

    /** What became of it is the log's and the metrics' business: nobody waits for an answer. */
    private void wish(Message message, SgReadyHold worker) {
        String word = message.getBody(String.class);
        try {
            message.setBody(worker.wish(endpoint.getSource(), word == null ? "" : word));
        } catch (IllegalArgumentException | SgReadyFault e) {
            message.setBody(e.getMessage());
        }
    }

    private void called(Message message, SgReadyHold worker) {
        boolean asks = "GET".equals(message.getHeader(Exchange.HTTP_METHOD));
        String authorization = message.getHeader("Authorization", String.class);
        Object remote = message.getHeader(REMOTE);
        // nothing of the request goes into the answer
        byte[] body = message.getBody(byte[].class);
        message.removeHeaders("*");
        if (!access.hasToken()) {
            refuse(message, worker, 403, "no_token", "isg.sgready.token is not set, so nobody may call");
        } else if (!access.isAllowed(host(remote))) {
            refuse(message, worker, 403, "address", "the caller's address is not in isg.sgready.allow");
        } else if (!access.isToken(authorization)) {
            message.setHeader("WWW-Authenticate", "Bearer");
            refuse(message, worker, 401, "token", "no or a wrong bearer token");
        } else {
            answer(message, worker, asks, body == null ? new byte[0] : body);
        }
    }

    private void answer(Message message, SgReadyHold worker, boolean asks, byte[] body) {
        if (body.length > AlertBody.MAX_BYTES) {
            refuse(message, worker, 413, "size", "the body is larger than 64 KiB");
            return;
        }
        try {
            if (endpoint.isWebhook()) {
                answer(message, 200, Map.of("status", worker.take(AlertBody.parse(body))));
            } else if (asks) {
                answer(message, 200, worker.now());
            } else {
                String word = new String(body, StandardCharsets.UTF_8).strip().replaceAll("^\"|\"$", "");
                answer(message, 200, Map.of("status", worker.wish("http", word)));
            }
        } catch (IllegalArgumentException e) {
            refuse(message, worker, 400, "body", e.getMessage());
        } catch (SgReadyFault e) {
            answer(message, 503, Map.of("error", e.getMessage()));
        }
    }

    private static void refuse(Message message, SgReadyHold worker, int code, String reason, String sentence) {
        worker.refused(reason, sentence);
        answer(message, code, Map.of("error", sentence));
    }

    private static void answer(Message message, int code, Map<String, ?> body) {
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, code);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(Json.write(body) + "\n");
    }

    /** The server says {@code address:port}. */
    private static String host(Object remote) {
        return remote == null ? null : remote.toString().replaceFirst(":\\d+$", "");
    }

    /** Who may call: the bearer token, and the addresses when they are limited. */
    static final class SgReadyAccess {
        private final BearerToken token;
        private final List<Networks> nets = new ArrayList<>();

        /**
         * @param token the secret; empty refuses all
         * @param allow addresses and nets, commas between them; empty for all
         * @throws IllegalArgumentException for what is no net
         */
        SgReadyAccess(String token, String allow) {
            this.token = new BearerToken(token);
            for (String net : allow.split(",")) {
                if (!net.isBlank()) {
                    nets.add(net(net.strip()));
                }
            }
        }

        boolean hasToken() {
            return token.isSet();
        }

        /** @param authorization the header's value, may be null */
        boolean isToken(String authorization) {
            return token.isIn(authorization);
        }

        /** @param address numeric, as the server says it; a port behind it does not matter */
        boolean isAllowed(String address) {
            if (nets.isEmpty()) {
                return true;
            }
            String plain = address == null ? "" : address.replaceFirst("^/", "").replaceFirst("%.*", "");
            // names are not looked up
            return Networks.address(plain)
                    .filter(caller -> nets.stream().anyMatch(net -> net.contains(caller)))
                    .isPresent();
        }

        private static Networks net(String text) {
            try {
                return Networks.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "allow \"" + text + "\"; allowed: numeric addresses and nets as 192.168.1.0/24, fd00::/8", e);
            }
        }
    }
}
