package io.github.homeexporter.net.tls;

import io.github.homeexporter.formats.OwnerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was believed on first use, a line each: {@code host:port} and what it showed. Only its owner can read the file; where it
 * cannot be written, first use is remembered for as long as the program runs.
 */
public final class PinFile {
    private static final Logger LOG = LoggerFactory.getLogger(PinFile.class);

    private final Path path;
    private final Map<String, String> unwritten = new TreeMap<>();

    /** @param path null to keep nothing over restarts */
    public PinFile(Path path) {
        this.path = path;
    }

    /** Several routes may share a file, so it is read each time. */
    public Optional<String> get(String address) throws IOException {
        synchronized (PinFile.class) {
            return Optional.ofNullable(read().get(address));
        }
    }

    public void put(String address, String shown) throws IOException {
        synchronized (PinFile.class) {
            Map<String, String> pins = read();
            pins.put(address, shown);
            try {
                if (path != null) {
                    write(pins);
                    return;
                }
            } catch (IOException e) {
                LOG.warn("{}: cannot be written, so first use is forgotten at the end: {}", path, OwnerFile.why(e));
            }
            unwritten.put(address, shown);
        }
    }

    @Override
    public String toString() {
        return path == null ? "memory" : path.toString();
    }

    private Map<String, String> read() throws IOException {
        Map<String, String> pins = new TreeMap<>();
        if (path != null && Files.exists(path)) {
            if (!Files.isRegularFile(path)) {
                throw new IOException(path + " is a folder or a pipe, and no file");
            }
            for (String line : Files.readAllLines(path)) {
                int blank = line.indexOf(' ');
                if (blank > 0 && !line.startsWith("#")) {
                    pins.put(line.substring(0, blank), line.substring(blank + 1).strip());
                }
            }
        }
        pins.putAll(unwritten);
        return pins;
    }

    private void write(Map<String, String> pins) throws IOException {
        StringBuilder text =
                new StringBuilder("# certificates believed on first use; delete a line to believe the next one\n");
        pins.forEach((address, shown) -> text.append(address + " " + shown + "\n"));
        OwnerFile.replace(path, text.toString());
    }
}
