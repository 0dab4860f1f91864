package io.github.homeexporter.luxtronik;

import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.luxtronik.binary.ControllerTable;
import io.github.homeexporter.sample.SelfMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables of the binary interface: below the working directory, or else in the jar. A faulty edit leaves the version before in force. */
final class BinaryTables {
    static final String TABLE = "registers/luxtronik.csv";
    private static final String WORDS = "registers/luxtronik-enums.csv";
    private static final int MAX_BYTES = 1 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(BinaryTables.class);

    private final SelfMetrics self;
    private List<String> known = stamp();
    private List<String> seen = known;
    private ControllerTable table;

    BinaryTables(SelfMetrics self) {
        this.self = self;
        load();
    }

    ControllerTable current() {
        return table;
    }

    /** Whether another table is in force than at the last look: an edit counts when it has been the same for two. */
    boolean hasChanged() {
        List<String> now = stamp();
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || now.equals(known)) {
            return false;
        }
        known = now;
        ControllerTable before = table;
        load();
        return table != before;
    }

    private static List<String> stamp() {
        return List.of(OwnerFile.version(Path.of(TABLE)), OwnerFile.version(Path.of(WORDS)));
    }

    private void load() {
        List<String> faults = new ArrayList<>();
        ControllerTable fresh =
                ControllerTable.parse(TABLE, text(TABLE, true, faults), text(WORDS, true, faults), faults);
        self.faults(TABLE, faults);
        faults.forEach(fault -> LOG.error("{}", fault));
        if (faults.isEmpty()) {
            table = fresh;
        } else if (table == null) {
            List<String> none = new ArrayList<>();
            table = ControllerTable.parse(TABLE, text(TABLE, false, none), text(WORDS, false, none), none);
            LOG.error("{}: cannot be used; the tables from the jar are in force until it is mended", TABLE);
        } else {
            LOG.error("{}: the table from before goes on", TABLE);
        }
    }

    private static String text(String name, boolean own, List<String> faults) {
        Path path = Path.of(name);
        try (InputStream in = own && Files.exists(path)
                ? Files.newInputStream(path)
                : Objects.requireNonNull(BinaryTables.class.getClassLoader().getResourceAsStream(name), name)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                faults.add(name + ": larger than 1 MiB");
                return "";
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            faults.add(name + ": cannot be read: " + e.getMessage());
            return "";
        }
    }
}
