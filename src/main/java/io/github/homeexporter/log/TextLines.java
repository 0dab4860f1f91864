package io.github.homeexporter.log;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.homeexporter.settings.SecretMask;
import java.util.regex.Pattern;

/** Time, level, class and sentence, for people. */
final class TextLines extends PatternLayout {
    /** What a device calls itself makes no second line, and colours no terminal. */
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9F}\\x{2028}\\x{2029}]+");

    private final SecretMask mask;

    /** @param dated for a file, which is kept for weeks */
    TextLines(SecretMask mask, boolean dated) {
        this.mask = mask;
        setPattern("%d{" + (dated ? "yyyy-MM-dd " : "") + "HH:mm:ss.SSS} %-5level %logger{0}: %msg%n%ex{short}");
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        String said = event.getFormattedMessage();
        String line = super.doLayout(event);
        boolean breaks = said != null && BREAKS.matcher(said).find();
        return mask.apply(breaks ? line.replace(said, BREAKS.matcher(said).replaceAll(" ")) : line);
    }
}
