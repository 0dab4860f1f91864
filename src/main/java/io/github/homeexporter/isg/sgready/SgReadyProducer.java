package io.github.homeexporter.isg.sgready;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.isg.sgready.SgReadyHold.SgReadyFault;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** {@code sgready:webhook} answers Alertmanager; {@code sgready:hold} does what is due. */
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
        if (endpoint.isHold()) {
            worker.hold();
        } else {
            webhook(exchange.getMessage(), worker);
        }
    }

    private void webhook(Message message, SgReadyHold worker) {
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
            alerts(message, worker, body == null ? new byte[0] : body);
        }
    }

    private void alerts(Message message, SgReadyHold worker, byte[] json) {
        if (json.length > AlertBody.MAX_BYTES) {
            refuse(message, worker, 413, "size", "the body is larger than 64 KiB");
            return;
        }
        try {
            answer(message, 200, Map.of("status", worker.take(AlertBody.parse(json))));
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

    private static void answer(Message message, int code, Map<String, String> body) {
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, code);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(Json.write(body) + "\n");
    }

    /** The server says {@code address:port}. */
    private static String host(Object remote) {
        return remote == null ? null : remote.toString().replaceFirst(":\\d+$", "");
    }
}
