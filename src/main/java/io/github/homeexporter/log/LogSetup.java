package io.github.homeexporter.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAware;
import ch.qos.logback.core.spi.LifeCycle;
import ch.qos.logback.core.util.FileSize;
import io.github.homeexporter.formats.Json;
import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.settings.SecretMask;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.slf4j.event.KeyValuePair;

/** Logging by settings: {@code log.level}, {@code log.format} text or json, {@code log.level.<device or logger>}. */
public final class LogSetup {
    private static final String OURS = "io.github.homeexporter.";
    private static final int OLDER_FILES = 3;

    private LogSetup() {}

    /** @param toStandardError for {@code --once}, whose standard output is the exposition */
    public static void apply(Settings settings, boolean toStandardError) {
        toConsole(settings, toStandardError);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        file(settings, context, context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME));
    }

    /** As {@link #apply}, without the file: {@code --check} judges and makes nothing. */
    public static void toConsole(Settings settings, boolean toStandardError) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        OutputStreamAppender<ILoggingEvent> console = new OutputStreamAppender<>();
        console.setEncoder(encoder(settings, context, false));
        console.setOutputStream(new ConsoleStream(() -> toStandardError ? System.err : System.out));
        root.addAppender(started(console, context));
        context.addTurboFilter(new FloodFilter(() -> System.nanoTime() / 1_000_000));
        // what logs by java.util.logging, the JDK's HTTP client for one, comes out the same way
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        root.setLevel(level(settings, "log.level", Level.INFO));
        // Camel and the HTTP server say much that a homeowner does not need at info
        // a stack trace for each failed message; how the routes get on is told once, by routes/RouteOutcomes
        context.getLogger("org.apache.camel.processor.errorhandler").setLevel(Level.OFF);
        for (String quiet : new String[] {"org.apache.camel", "org.apache.hc", "io.vertx", "io.netty"}) {
            context.getLogger(quiet)
                    .setLevel(root.getLevel().isGreaterOrEqual(Level.WARN) ? root.getLevel() : Level.WARN);
        }
        // a peer that speaks another protocol: said once in our own words, there in six lines at each attempt;
        // of a refused cookie its value, which may let one in
        for (String loud : new String[] {
            "io.vertx.core.net.impl.ConnectionBase",
            "io.vertx.core.http.impl.HttpClientConnection",
            "org.apache.hc.client5.http.protocol.ResponseProcessCookies"
        }) {
            context.getLogger(loud).setLevel(Level.OFF);
        }
        if (Boolean.parseBoolean(settings.get("lux.verbose"))) {
            context.getLogger(OURS + "luxtronik").setLevel(Level.DEBUG);
            context.getLogger(OURS + "mutate").setLevel(Level.DEBUG);
        }
        for (Setting setting : settings.all()) {
            if (setting.key().startsWith("log.level.")) {
                String name = setting.key().substring("log.level.".length());
                context.getLogger(name.contains(".") ? name : OURS + name)
                        .setLevel(level(settings, setting.key(), null));
            }
        }
    }

    private static Encoder<ILoggingEvent> encoder(Settings settings, LoggerContext context, boolean dated) {
        SecretMask mask = SecretMask.of(settings);
        if (isJson(settings)) {
            return started(new JsonLines(mask), context);
        }
        LayoutWrappingEncoder<ILoggingEvent> text = new LayoutWrappingEncoder<>();
        text.setCharset(StandardCharsets.UTF_8);
        text.setLayout(started(new TextLines(mask, dated), context));
        return started(text, context);
    }

    static <T extends ContextAware & LifeCycle> T started(T part, LoggerContext context) {
        part.setContext(context);
        part.start();
        return part;
    }

    /** 10 MB, and then three older ones beside it. The console goes on when the file cannot be had. */
    private static void file(Settings settings, LoggerContext context, Logger root) {
        String name = settings.get("log.file").strip();
        if (name.isEmpty() || !isWritable(settings, name)) {
            return;
        }
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setFile(name);
        appender.setEncoder(encoder(settings, context, true));
        FixedWindowRollingPolicy older = new FixedWindowRollingPolicy();
        older.setParent(appender);
        older.setFileNamePattern(name.replace("%", "\\%") + ".%i");
        older.setMinIndex(1);
        older.setMaxIndex(OLDER_FILES);
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setMaxFileSize(FileSize.valueOf("10MB"));
        appender.setRollingPolicy(started(older, context));
        appender.setTriggeringPolicy(started(size, context));
        root.addAppender(started(appender, context));
    }

    private static boolean isWritable(Settings settings, String name) {
        try {
            Path file = Path.of(name).toAbsolutePath();
            if (Files.isDirectory(file)) {
                throw new FileSystemException(name, null, "a directory");
            }
            // folders that are missing are made with the file
            Path there = file;
            while (!Files.exists(there)) {
                there = there.getParent();
            }
            if (!Files.isWritable(there) || (!there.equals(file) && !Files.isDirectory(there))) {
                throw new AccessDeniedException(name);
            }
            return true;
        } catch (FileSystemException | InvalidPathException e) {
            settings.found(
                    "log.file",
                    name + " cannot be written ("
                            + (e instanceof FileSystemException file ? OwnerFile.why(file) : "it is no path")
                            + "); the log goes to the console only");
            return false;
        }
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

    private static Level level(Settings settings, String key, Level otherwise) {
        return settings.parsed(key, LogSetup::level, "trace, debug, info, warn, error, off", otherwise);
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
    public static void check(Settings settings) {
        isJson(settings);
        String file = settings.get("log.file").strip();
        if (!file.isEmpty()) {
            isWritable(settings, file);
        }
        settings.all().stream()
                .map(Setting::key)
                .filter(key -> key.equals("log.level") || key.startsWith("log.level."))
                .toList()
                .forEach(key -> level(settings, key, null));
    }

    /** One JSON object a line with the keys of metrics-exporters: event, logger, level, timestamp, and what the event brings. */
    private static final class JsonLines extends EncoderBase<ILoggingEvent> {
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
            line.put(
                    "timestamp",
                    event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
            if (event.getKeyValuePairs() != null) {
                for (KeyValuePair pair : event.getKeyValuePairs()) {
                    line.putIfAbsent(
                            pair.key,
                            pair.value instanceof Number ? pair.value : mask.apply(String.valueOf(pair.value)));
                }
            }
            if (event.getThrowableProxy() != null) {
                line.putIfAbsent("event_type", "error");
                line.put(
                        "error",
                        mask.apply(String.valueOf(event.getThrowableProxy().getMessage())));
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

    /** Time, level, class and sentence, for people. */
    static final class TextLines extends PatternLayout {
        /** What a device calls itself makes no second line, and colours no terminal. */
        private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9F}\\x{2028}\\x{2029}]+");

        private final SecretMask mask;

        /** @param dated for a file, which is kept for weeks */
        TextLines(SecretMask mask, boolean dated) {
            this.mask = mask;
            // of a class within another its own name only
            setPattern("%d{" + (dated ? "yyyy-MM-dd " : "")
                    + "HH:mm:ss.SSS} %-5level %replace(%logger{0}){'.*[$]', ''}: %msg%n%ex{short}");
        }

        @Override
        public String doLayout(ILoggingEvent event) {
            String said = event.getFormattedMessage();
            String line = super.doLayout(event);
            boolean breaks = said != null && BREAKS.matcher(said).find();
            return mask.apply(breaks ? line.replace(said, BREAKS.matcher(said).replaceAll(" ")) : line);
        }
    }
}
