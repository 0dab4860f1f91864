package io.github.homeexporter.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** Logging by settings: {@code log.level}, {@code log.format} text or json, {@code log.level.<device or logger>}. */
public final class LogSetup {
    private static final String OURS = "io.github.homeexporter.";

    private LogSetup() {}

    /** @param toStandardError for {@code --once}, whose standard output is the exposition */
    public static void apply(Settings settings, boolean toStandardError) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget(toStandardError ? "System.err" : "System.out");
        console.setEncoder(encoder(settings, context));
        console.start();
        root.addAppender(console);
        root.setLevel(level(settings, "log.level"));
        // Camel and the HTTP server say much that a homeowner does not need at info
        for (String quiet : new String[] {"org.apache.camel", "io.vertx", "io.netty"}) {
            context.getLogger(quiet)
                    .setLevel(root.getLevel().isGreaterOrEqual(Level.WARN) ? root.getLevel() : Level.WARN);
        }
        if (Boolean.parseBoolean(settings.get("lux.verbose"))) {
            context.getLogger(OURS + "luxtronik").setLevel(Level.DEBUG);
            context.getLogger(OURS + "mutate").setLevel(Level.DEBUG);
        }
        for (Setting setting : settings.all()) {
            if (setting.key().startsWith("log.level.")) {
                String name = setting.key().substring("log.level.".length());
                context.getLogger(name.contains(".") ? name : OURS + name).setLevel(level(settings, setting.key()));
            }
        }
    }

    private static Encoder<ILoggingEvent> encoder(Settings settings, LoggerContext context) {
        if (isJson(settings)) {
            JsonEncoder json = new JsonEncoder();
            json.setContext(context);
            json.setWithContext(false);
            json.setWithSequenceNumber(false);
            json.setWithNanoseconds(false);
            json.setWithFormattedMessage(true);
            json.setWithMessage(false);
            json.setWithArguments(false);
            json.start();
            return json;
        }
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg%n%ex{short}");
        text.start();
        return text;
    }

    private static boolean isJson(Settings settings) {
        return settings.parsed("log.format", LogSetup::isJson, "text, json", false);
    }

    private static boolean isJson(String format) {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "json" -> true;
            case "text" -> false;
            default -> throw new IllegalArgumentException(format);
        };
    }

    private static Level level(Settings settings, String key) {
        return settings.parsed(key, LogSetup::level, "trace, debug, info, warn, error, off", Level.INFO);
    }

    private static Level level(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "TRACE" -> Level.TRACE;
            case "DEBUG" -> Level.DEBUG;
            case "INFO" -> Level.INFO;
            case "WARN", "WARNING" -> Level.WARN;
            case "ERROR", "CRITICAL", "FATAL" -> Level.ERROR;
            case "OFF" -> Level.OFF;
            default -> throw new IllegalArgumentException(word);
        };
    }

    /** Findings for levels and format, without applying them. */
    static void check(Settings settings) {
        isJson(settings);
        settings.all().stream()
                .map(Setting::key)
                .filter(key -> key.equals("log.level") || key.startsWith("log.level."))
                .toList()
                .forEach(key -> level(settings, key));
    }
}
