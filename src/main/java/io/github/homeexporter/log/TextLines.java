package io.github.homeexporter.log;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.homeexporter.settings.SecretMask;

/** Time, level, class and sentence, for people. */
final class TextLines extends PatternLayout {
    private final SecretMask mask;

    TextLines(SecretMask mask) {
        this.mask = mask;
        setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg%n%ex{short}");
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        return mask.apply(super.doLayout(event));
    }
}
