package io.github.homeexporter.host.collector;

import io.github.homeexporter.host.report.SmartReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reports that someone with the rights to do so writes into a directory, one file NAME.json a disk; read when they change. */
final class SmartFiles {
    private static final String SUFFIX = ".json";

    private final HostFiles files;
    private final String directory;
    private final SmartErrors errors;
    private final Map<String, Long> seen = new HashMap<>();
    private final Map<String, SmartState> states = new HashMap<>();

    SmartFiles(HostFiles files, String directory, SmartErrors errors) {
        this.files = files;
        this.directory = directory;
        this.errors = errors;
    }

    /** Whether there is any such file. */
    boolean isUsed() {
        return !names().isEmpty();
    }

    Collection<SmartState> read() {
        List<String> names = names();
        states.keySet().retainAll(names);
        seen.keySet().retainAll(names);
        for (String name : names) {
            String path = directory + "/" + name;
            long modified = files.modified(path);
            if (!Long.valueOf(modified).equals(seen.put(name, modified))) {
                String text;
                try {
                    text = files.read(path).all();
                } catch (IOException e) {
                    seen.remove(name); // tried again: rights given to it do not change when it was written
                    errors.count(SmartErrors.PARSE, path, e.getMessage());
                    continue;
                }
                try {
                    String disk = "/dev/" + name.substring(0, name.length() - SUFFIX.length());
                    SmartReport report = SmartReport.parse(text, disk);
                    SmartState state = SmartState.of(report, states.get(name), modified / 1000);
                    states.put(name, state);
                    errors.opened(path, state, report);
                } catch (IOException e) {
                    errors.count(SmartErrors.PARSE, path, e.getMessage());
                }
            }
        }
        return List.copyOf(states.values());
    }

    private List<String> names() {
        List<String> found = new ArrayList<>();
        for (String name : directory.isEmpty() ? new String[0] : files.list(directory)) {
            if (name.endsWith(SUFFIX)) {
                found.add(name);
            }
        }
        return found;
    }
}
