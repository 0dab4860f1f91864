package io.github.homeexporter.routes;

import io.github.homeexporter.formats.EditWatch;
import io.github.homeexporter.sample.SelfMetrics.ConfigState;
import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.apache.camel.spi.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code routes/} of the working directory with its settings: the files in force, and what in it is not. */
public final class RouteFolder {
    private static final Logger LOG = LoggerFactory.getLogger(RouteFolder.class);
    private static final String WHERE = RouteFiles.FOLDER + "/";
    /** One of so many looks goes beyond the routes: an idle program does little else, and nothing runs by what lies beside them. */
    private static final int LOOKS_BESIDE = 8;

    private static final long NO_FOLDER = 0;
    private static final long UNREADABLE = -1;

    private final CamelContext context;
    private final Path directory;
    private final Settings settings;
    private final Predicate<Resource> wanted;
    private final CopiedKeys copied;
    private final EditWatch watch;
    private final Set<String> told = new LinkedHashSet<>();
    private Map<String, Finding> ignored = Map.of();
    private long beside;
    private int looks;

    /**
     * @param wanted files that are to run at all
     * @param isVariable whether the environment has a value for a key
     */
    public RouteFolder(
            CamelContext context,
            Path directory,
            Settings settings,
            Predicate<Resource> wanted,
            Predicate<String> isVariable) {
        this.context = context;
        this.directory = directory;
        this.settings = settings;
        this.wanted = wanted;
        this.copied = new CopiedKeys(settings, isVariable);
        this.watch = EditWatch.of(() -> stamp(directory.resolve(RouteFiles.FOLDER)));
        this.beside = StrayFiles.stamp(directory);
        context.getPropertiesComponent().addPropertiesSource(copied);
    }

    /**
     * Whether what lies there is another than before this was made, or than it was when this was asked and so answered. It
     * counts when it has been the same for two looks, so that half a copy is not read.
     */
    boolean hasSettledAnew() {
        return watch.hasSettledAnew();
    }

    /** Whether something came to lie beside it, or went; answers each eighth time. */
    boolean isElseBeside() {
        looks = (looks + 1) % LOOKS_BESIDE;
        if (looks != 0) {
            return false;
        }
        long now = StrayFiles.stamp(directory);
        boolean other = now != beside;
        beside = now;
        return other;
    }

    /** Whether it was another at the last look than what is known: to be looked at again soon. */
    boolean isUnsettled() {
        return watch.isUnsettled();
    }

    /** Whether it is there and cannot be read. */
    boolean isUnreadable() {
        Path folder = directory.resolve(RouteFiles.FOLDER);
        return Files.isDirectory(folder) && !Files.isReadable(folder);
    }

    /** The files in force; the settings of copies among them have their defaults from now on. */
    public List<Resource> files() {
        List<Resource> files = RouteFiles.find(context, directory, settings.copies()).stream()
                .filter(wanted)
                .toList();
        copied.add(files, ShippedRoutes.all());
        return files;
    }

    /** What in it is not read. */
    public List<Finding> ignored() {
        List<Finding> ignored = new ArrayList<>(StrayFiles.routes(directory));
        ignored.addAll(StrayFiles.beside(directory));
        return ignored;
    }

    /** What ships and is set, but does not run because the folder has files of its own, and files that no route uses: meant so, as a rule. */
    public List<Finding> switchedOff() {
        List<Finding> off = new ArrayList<>(RouteFiles.switchedOff(context, directory));
        StringBuilder naming = new StringBuilder();
        Stream.concat(files().stream(), ShippedRoutes.all().stream())
                .forEach(file -> naming.append(RouteFiles.readable(file)));
        settings.all().forEach(setting -> naming.append(setting.value()).append('\n'));
        off.addAll(StrayFiles.unused(directory, naming.toString()));
        off.addAll(unread());
        // as it is now: the settings may have been read again
        boolean mqtt = !context.resolvePropertyPlaceholders("{{mqtt.host:}}").isBlank();
        if (!mqtt && Files.exists(directory.resolve(StrayFiles.ENTITIES))) {
            off.add(new Finding(StrayFiles.ENTITIES, "has no effect while mqtt.host is not set"));
        }
        return off;
    }

    /** What is set for a device whose route file is not among those that take the place of what ships. */
    private List<Finding> unread() {
        Set<String> keys = new LinkedHashSet<>();
        // one that is on is told as such
        ShippedRoutes.all().stream()
                .filter(file -> !RouteFiles.isOn(context, RouteFiles.preconditionIn(RouteFiles.readable(file))))
                .forEach(file -> keys.addAll(RouteFiles.keysIn(List.of(file))));
        // in whatever way: ${properties:lux.interval} reads one, too
        files().forEach(file -> keys.removeIf(RouteFiles.readable(file)::contains));
        return settings.all().stream()
                .filter(setting -> setting.source() == Setting.Source.PROPERTIES
                        && keys.contains(setting.key())
                        && settings.isChanged(setting.key())
                        && !setting.value().equals("false"))
                .map(setting -> new Finding(
                        setting.origin(), setting.key() + " has no effect: no file in " + WHERE + " reads it"))
                .toList();
    }

    /** Tells the log, the page and the metrics of both; the log only of what is new, and of what is over. */
    public synchronized void tell(ConfigState state) {
        Map<String, Finding> now = new LinkedHashMap<>();
        ignored().forEach(finding -> now.put(finding.where(), finding));
        ignored.forEach((where, finding) -> {
            if (!finding.equals(now.get(where))) {
                state.settled(where, finding);
            }
        });
        now.forEach((where, finding) -> state.refused(where, List.of(finding)));
        ignored = now;
        List<Finding> off = switchedOff();
        state.found(WHERE, off);
        Set<String> all = new LinkedHashSet<>();
        Stream.concat(now.values().stream(), off.stream())
                .map(Finding::toString)
                .forEach(all::add);
        told.stream().filter(sentence -> !all.contains(sentence)).forEach(over -> LOG.info("no longer so: {}", over));
        told.retainAll(all);
        all.stream().filter(told::add).forEach(LOG::warn);
    }

    /**
     * Another number when something in the folder came, went, was written, or may be read or not by now: two folders that
     * differ have the same by a chance of one in 2^64.
     */
    static long stamp(Path folder) {
        // java.io.File, since an idle program does little else: attributes of java.nio cost several times as much
        String[] names = folder.toFile().list();
        if (names == null) {
            return Files.isDirectory(folder) ? UNREADABLE : NO_FOLDER;
        }
        // a sum, since a listing has no order
        long sum = stamp(folder.toFile());
        for (String name : names) {
            sum += mixed(name.hashCode(), stamp(new File(folder.toFile(), name)));
        }
        return sum;
    }

    private static long stamp(File file) {
        return mixed(mixed(file.canRead() ? 1 : 0, file.lastModified()), file.length());
    }

    /** A step of SplitMix64. */
    private static long mixed(long stamp, long next) {
        long z = (stamp ^ next) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        return z ^ (z >>> 27);
    }

    /** Reads route files as UTF-8 in every locale; Camel's own loader takes the locale's characters on Java 17 (4.17). */
    public static final class Utf8Routes extends YamlRoutesBuilderLoader {
        private Utf8Routes() {}

        /** Before the first route file is loaded. */
        public static void load(CamelContext context) {
            if (!Charset.defaultCharset().equals(StandardCharsets.UTF_8)) {
                Utf8Routes loader = new Utf8Routes();
                loader.setCamelContext(context);
                context.getRegistry().bind("utf8Routes", loader);
            }
        }

        @Override
        protected InputStream resourceInputStream(Resource resource) throws IOException {
            return resource.getInputStream();
        }
    }
}
