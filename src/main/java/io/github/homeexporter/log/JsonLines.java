package io.github.homeexporter.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import io.github.homeexporter.formats.Json;
import io.github.homeexporter.settings.SecretMask;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/** One JSON object a line with the keys of metrics-exporters: event, logger, level, timestamp, and what the event brings. */
final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private final SecretMask mask;

    JsonLines(SecretMask mask) {
        this.mask = mask;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", mask.apply(event.getFormattedMessage()));
        line.put("logger", event.getLoggerName());
        line.put("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
        line.put("timestamp", event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                line.putIfAbsent(
                        pair.key, pair.value instanceof Number ? pair.value : mask.apply(String.valueOf(pair.value)));
            }
        }
        if (event.getThrowableProxy() != null) {
            line.putIfAbsent("event_type", "error");
            line.put(
                    "error", mask.apply(String.valueOf(event.getThrowableProxy().getMessage())));
            line.put("error_type", event.getThrowableProxy().getClassName());
            line.put("exception", mask.apply(ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
        return (Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
