package io.github.homeexporter.homeassistant;

import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.exceptions.MqttDecodeException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.net.NetworkFaults;
import io.github.homeexporter.net.Texts;
import java.util.Locale;

/** What the client throws, in words for the person who has to mend it. */
final class BrokerFaults {
    static final String NOT_AUTHORIZED = "not_authorized";
    static final String KEEPS_NOTHING = "keeps_nothing";

    private BrokerFaults() {}

    /** The outermost cause that says something decides: an acknowledgement is nearer to the matter than its socket. */
    static MqttFault of(Throwable failure) {
        int depth = 0;
        for (Throwable t = failure; t != null && depth < 16; t = t.getCause(), depth++) {
            MqttFault known = acknowledged(t);
            known = known == null ? network(t) : known;
            if (known != null) {
                return known;
            }
        }
        return broken(failure);
    }

    private static MqttFault acknowledged(Throwable t) {
        if (t instanceof Mqtt5ConnAckException e) {
            return connection(e.getMqttMessage().getReasonCode().name());
        }
        if (t instanceof Mqtt3ConnAckException e) {
            return connection(e.getMqttMessage().getReturnCode().name());
        }
        if (t instanceof Mqtt5PubAckException e) {
            Mqtt5PubAckReasonCode code = e.getMqttMessage().getReasonCode();
            return code == Mqtt5PubAckReasonCode.NOT_AUTHORIZED
                    ? MqttFault.lasting("publish_refused", "the broker's access list refuses it")
                    : MqttFault.passing("publish_failed", "the broker did not take it: " + word(code.name()));
        }
        if (t instanceof Mqtt5SubAckException || t instanceof Mqtt3SubAckException) {
            return MqttFault.lasting("subscribe_refused", "the broker's access list refuses the subscription");
        }
        if (t instanceof Mqtt5DisconnectException e) {
            return MqttFault.passing(
                    "disconnected",
                    "the broker ended the connection: "
                            + word(e.getMqttMessage().getReasonCode().name()));
        }
        return null;
    }

    private static MqttFault connection(String code) {
        return switch (code) {
            case "BAD_USER_NAME_OR_PASSWORD", "NOT_AUTHORIZED", "BAD_AUTHENTICATION_METHOD" ->
                MqttFault.lasting(
                        NOT_AUTHORIZED,
                        "the broker refuses the login: check mqtt.username and mqtt.password, and whether the broker"
                                + " lets that user in");
            case "UNSUPPORTED_PROTOCOL_VERSION" ->
                MqttFault.older("protocol_version", "the broker does not speak this version of MQTT");
            case "RETAIN_NOT_SUPPORTED" ->
                MqttFault.passing(
                        KEEPS_NOTHING,
                        "the broker keeps no messages (retain is off there): Home Assistant is told all when it"
                                + " starts, and knows nothing of it while this program is away");
            case "BANNED" -> MqttFault.lasting("banned", "the broker has banned this client");
            case "CLIENT_IDENTIFIER_NOT_VALID", "IDENTIFIER_REJECTED" ->
                MqttFault.lasting("client_id", "the broker refuses the client id: check mqtt.client-id");
            default -> MqttFault.passing("refused_by_broker", "the broker refuses the connection: " + word(code));
        };
    }

    private static MqttFault network(Throwable t) {
        if (t instanceof MqttDecodeException) {
            return MqttFault.older("malformed", "the broker's answer is no MQTT 5: " + line(t));
        }
        // a broker that knows only an older version may just hang up
        if (t instanceof ConnectionClosedException) {
            return MqttFault.older("closed", "the broker closed the connection");
        }
        Fault known = NetworkFaults.known(t);
        return known == null
                ? null
                : switch (known.reason()) {
                    case NetworkFaults.TLS ->
                        MqttFault.lasting(
                                known.reason(),
                                known.sentence()
                                        + "; check mqtt.tls-ca, the name in the broker's certificate, and whether"
                                        + " that port speaks TLS");
                    case NetworkFaults.UNKNOWN_HOST ->
                        MqttFault.passing(known.reason(), known.sentence() + ": check mqtt.host");
                    case NetworkFaults.UNREACHABLE -> MqttFault.passing(known.reason(), "no route to the broker");
                    case NetworkFaults.REFUSED ->
                        MqttFault.passing(
                                known.reason(), known.sentence() + ": is the broker running, and is mqtt.port right?");
                    case NetworkFaults.TIMEOUT -> MqttFault.passing("timeout", "the broker does not answer in time");
                    default -> null;
                };
    }

    private static MqttFault broken(Throwable failure) {
        return MqttFault.passing("broken", "the connection broke: " + line(failure));
    }

    private static String line(Throwable t) {
        return Texts.oneLine(String.valueOf(t.getMessage()));
    }

    private static String word(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * Why the broker cannot be used, or did not take something.
     *
     * @param reason a word for the label {@code reason}
     * @param sentence what was wrong and what to check; no secrets
     * @param speaksOlder whether the broker may be one that knows MQTT 3.1.1 only
     * @param lasting whether it will not pass by itself, as a wrong password
     */
    record MqttFault(String reason, String sentence, boolean speaksOlder, boolean lasting) {
        static MqttFault passing(String reason, String sentence) {
            return new MqttFault(reason, sentence, false, false);
        }

        static MqttFault lasting(String reason, String sentence) {
            return new MqttFault(reason, sentence, false, true);
        }

        static MqttFault older(String reason, String sentence) {
            return new MqttFault(reason, sentence, true, false);
        }
    }
}
