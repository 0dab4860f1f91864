package io.github.homeexporter.log;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.homeexporter.settings.SecretMask;

/** Time, level, class and sentence, for people. */
final class TextLines extends PatternLayout {
    private final SecretMask mask;

    /** @param dated for a file, which is kept for weeks */
    TextLines(SecretMask mask, boolean dated) {
        this.mask = mask;
        setPattern("%d{" + (dated ? "yyyy-MM-dd " : "") + "HH:mm:ss.SSS} %-5level %logger{0}: %msg%n%ex{short}");
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        return mask.apply(super.doLayout(event));
    }
}
