package io.github.homeexporter.start;

import io.github.homeexporter.formats.Csv;
import io.github.homeexporter.routes.RouteFiles;
import io.github.homeexporter.words.NearestWord;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;

/** {@code --list-devices} and {@code --add}: devices that need no Java, with route, registers and setting lines of each. */
final class DeviceLibrary {
    private static final String FOLDER = "library/";
    private static final String SUFFIX = ".camel.yaml";
    /** There by themselves. */
    private static final Set<String> TAILS = Set.of("publish" + SUFFIX, "http" + SUFFIX);

    /**
     * @param registers its register file; empty for one that is not read by Modbus
     * @param settings keys behind {@code NAME.} to fill in; the first is that of its address
     */
    record Entry(String name, String device, String reads, String registers, String unit, List<String> settings) {
        /** @throws IOException when the program was packaged without it */
        String route() throws IOException {
            if (!registers.isEmpty()) {
                return text(FOLDER + "modbus" + SUFFIX)
                        .replace("NAME", name)
                        .replace("DEVICE", device)
                        .replace("REGISTERS", registers)
                        .replace("UNIT", unit);
            }
            // an example that has names of its own is in use somewhere and keeps them; the library has another route
            // then
            String own = FOLDER + name + SUFFIX;
            boolean has = DeviceLibrary.class.getClassLoader().getResource(own) != null;
            return text(has ? own : "examples/routes/" + name + SUFFIX);
        }
    }

    private DeviceLibrary() {}

    static List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        List<Csv.Line> lines = Csv.lines(text(FOLDER + "devices.csv"));
        for (Csv.Line line : lines.subList(1, lines.size())) {
            List<String> f = line.fields();
            entries.add(new Entry(
                    f.get(0),
                    f.get(1),
                    f.get(2),
                    f.get(3),
                    f.get(4),
                    List.of(f.get(5).split(";"))));
        }
        return entries;
    }

    static int list(PrintStream out) throws IOException {
        for (Entry entry : entries()) {
            out.printf("%-28s %s (%s)%n", entry.name(), entry.device(), entry.reads());
        }
        return 0;
    }

    /**
     * @param spec a name, or {@code NAME=ADDRESS}
     * @return 0, or 1 when nothing was done, which is said
     */
    static int add(String spec, Path directory, PrintStream out, PrintStream err) throws Exception {
        String name = spec.replaceFirst("=.*", "");
        String address = spec.contains("=") ? spec.substring(spec.indexOf('=') + 1) : "";
        Entry entry = entries().stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElse(null);
        if (entry == null) {
            List<String> names = entries().stream().map(Entry::name).toList();
            err.println("--add " + name + ": no such device"
                    + NearestWord.of(name, names)
                            .map(n -> "; did you mean " + n + "?")
                            .orElse("")
                    + "; --list-devices shows all");
            return 1;
        }
        Path route = directory.resolve("routes").resolve(name + SUFFIX);
        if (Files.exists(route)) {
            err.println("routes/" + route.getFileName() + " is there already; nothing was changed");
            return 1;
        }
        keepShipped(directory, out);
        write(route, entry.route(), out);
        if (!entry.registers().isEmpty()) {
            Path registers = directory.resolve("registers").resolve(entry.registers());
            if (!Files.exists(registers)) {
                write(registers, text("registers/" + entry.registers()), out);
            }
        }
        settings(entry, address, directory.resolve("application.properties"), out);
        return 0;
    }

    /** Once routes/ has a file, it is all that runs: what ran without it goes on. */
    private static void keepShipped(Path directory, PrintStream out) throws Exception {
        Path folder = directory.resolve("routes");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.anyMatch(file -> file.toString().endsWith(SUFFIX))) {
                    return;
                }
            }
        }
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            for (Resource shipped : RouteFiles.find(context, directory)) {
                String file = RouteFiles.nameOf(shipped);
                if (!TAILS.contains(file)) {
                    write(folder.resolve(file), RouteFiles.readable(shipped), null);
                }
            }
        }
        out.println("made routes/ with the routes that ship: from now on it is all that runs");
    }

    private static void settings(Entry entry, String address, Path file, PrintStream out) throws IOException {
        // only keys are looked for, and one byte more may be Latin-1
        String before = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        String first = entry.name() + "." + entry.settings().get(0);
        boolean kept = isSet(before, first);
        String lines = entry.settings().stream()
                .map(key -> entry.name() + "." + key)
                .filter(key -> !isSet(before, key))
                .map(key -> key + "=" + (key.equals(first) ? address : "") + "\n")
                .collect(Collectors.joining());
        if (!lines.isEmpty()) {
            String head = (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + "# " + entry.device() + "\n";
            Files.writeString(file, head + lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        if (kept && !address.isEmpty()) {
            out.println(first + " is in application.properties already and stays as it is there; " + address
                    + " was not written");
            return;
        }
        out.println(
                address.isEmpty()
                        ? "now set " + first + " in application.properties"
                        : first + "=" + address + " stands in application.properties; --check says what will run");
    }

    /** In any of the forms that a properties file has for it: {@code key=}, {@code key = }, {@code key: }, {@code key}. */
    private static boolean isSet(String properties, String key) {
        return properties.lines().anyMatch(l -> l.matches("\\s*" + Pattern.quote(key) + "(\\s*[=:\\s].*|)"));
    }

    private static void write(Path file, String text, PrintStream out) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        if (out != null) {
            out.println("wrote " + file.getParent().getFileName() + "/" + file.getFileName());
        }
    }

    /** Of the jar, or of the unpacked program. */
    private static String text(String name) throws IOException {
        try (InputStream in = DeviceLibrary.class.getClassLoader().getResourceAsStream(name)) {
            return in == null ? Files.readString(Path.of(name)) : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
