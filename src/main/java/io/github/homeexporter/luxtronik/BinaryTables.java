package io.github.homeexporter.luxtronik;

import io.github.homeexporter.formats.EditWatch;
import io.github.homeexporter.formats.EditedFile;
import io.github.homeexporter.formats.OwnerFile;
import io.github.homeexporter.luxtronik.binary.ControllerTable;
import io.github.homeexporter.sample.SelfMetrics.ConfigState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables of the binary interface: below the working directory, or else in the jar. A faulty edit leaves the version before in force. */
public final class BinaryTables {
    static final String TABLE = "registers/luxtronik.csv";
    private static final String WORDS = "registers/luxtronik-enums.csv";
    private static final Logger LOG = LoggerFactory.getLogger(BinaryTables.class);

    private final Path directory;
    private final ConfigState state;
    private final EditWatch watch;
    private ControllerTable table;

    /** @param directory in which {@code registers/} lies */
    BinaryTables(Path directory, ConfigState state) {
        this.directory = directory;
        this.state = state;
        watch = EditWatch.of(() ->
                List.of(OwnerFile.version(directory.resolve(TABLE)), OwnerFile.version(directory.resolve(WORDS))));
        load();
    }

    /** What is wrong with those of a directory, a sentence each that begins with the file. */
    public static List<String> faults(Path directory) {
        List<String> faults = new ArrayList<>();
        parsed(EditedFile.find(directory, TABLE), EditedFile.find(directory, WORDS), faults);
        return faults;
    }

    ControllerTable current() {
        return table;
    }

    /** Whether another table is in force than at the last look. */
    boolean hasChanged() {
        if (!watch.hasSettledAnew()) {
            return false;
        }
        ControllerTable before = table;
        load();
        return table != before;
    }

    private void load() {
        List<String> faults = new ArrayList<>();
        EditedFile rows = EditedFile.find(directory, TABLE);
        ControllerTable fresh = parsed(rows, EditedFile.find(directory, WORDS), faults);
        faults.forEach(fault -> LOG.error("{}", fault));
        if (faults.isEmpty()) {
            if (table != null) {
                LOG.info("{}: a new table from {}", TABLE, rows.origin());
            }
            table = fresh;
            state.taken(TABLE);
            return;
        }
        state.refused(TABLE, faults);
        if (table == null) {
            table = parsed(EditedFile.shipped(TABLE), EditedFile.shipped(WORDS), new ArrayList<>());
            LOG.error("{}: cannot be used; the tables from the jar are in force until it is mended", TABLE);
        } else {
            LOG.error("{}: the table from before goes on", TABLE);
        }
    }

    private static ControllerTable parsed(EditedFile rows, EditedFile words, List<String> faults) {
        rows.fault().ifPresent(fault -> faults.add(TABLE + ": " + fault));
        words.fault().ifPresent(fault -> faults.add(WORDS + ": " + fault));
        // each row would be blamed for the words that cannot be read
        return faults.isEmpty() ? ControllerTable.parse(TABLE, rows.table(), WORDS, words.table(), faults) : null;
    }
}
