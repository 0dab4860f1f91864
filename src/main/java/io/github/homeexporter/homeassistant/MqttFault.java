package io.github.homeexporter.homeassistant;

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
