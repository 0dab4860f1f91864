package io.github.homeexporter.start;

import io.github.homeexporter.settings.Finding;
import io.github.homeexporter.settings.Setting;
import io.github.homeexporter.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that settings in force came from and that cannot be read now: what they said stays, or each device would be switched off. */
final class LostFiles {
    private static final Pattern UNREAD = Pattern.compile("(?:(?:[a-z0-9.-]+: )?(?<file>.+) )?cannot be read: .*");
    private static final Pattern LINE = Pattern.compile(":\\d+$");
    private static final String STAYS = "; what it said stays in force";

    private final Settings inForce;
    private final Set<String> files = new HashSet<>();
    private boolean gone;

    private LostFiles(Settings inForce) {
        this.inForce = inForce;
    }

    /** @param faults of the settings read anew */
    static LostFiles of(Settings inForce, List<Finding> faults, Path directory) {
        LostFiles lost = new LostFiles(inForce);
        faults.forEach(fault -> unread(fault).ifPresent(lost.files::add));
        // at a start there may be none
        lost.gone = Files.notExists(directory.resolve(SettingsLoader.FILE))
                && inForce.all().stream().anyMatch(setting -> setting.source() == Setting.Source.PROPERTIES);
        if (lost.gone) {
            lost.files.add(SettingsLoader.FILE);
        }
        return lost;
    }

    /** Whether one of them had the setting, which no other source has now. */
    boolean had(String key, Settings next) {
        boolean given = next.setting(key)
                .filter(setting -> setting.source() != Setting.Source.DEFAULT)
                .isPresent();
        return !given
                && inForce.setting(key)
                        .filter(setting -> files.stream().anyMatch(file -> isOf(setting, file)))
                        .isPresent();
    }

    /** The same, and that what they said stays. */
    List<Finding> told(List<Finding> faults) {
        List<Finding> all = new ArrayList<>();
        for (Finding fault : faults) {
            boolean stays = unread(fault)
                    .filter(file -> inForce.all().stream().anyMatch(setting -> isOf(setting, file)))
                    .isPresent();
            all.add(stays ? new Finding(fault.where(), fault.sentence() + STAYS) : fault);
        }
        if (gone) {
            all.add(new Finding(SettingsLoader.FILE, "is not there any more" + STAYS + " until a restart"));
        }
        return all;
    }

    private static Optional<String> unread(Finding fault) {
        Matcher m = UNREAD.matcher(fault.sentence());
        return m.matches() ? Optional.of(m.group("file") == null ? fault.where() : m.group("file")) : Optional.empty();
    }

    private static boolean isOf(Setting setting, String file) {
        String origin = LINE.matcher(setting.origin()).replaceFirst("");
        return origin.equals(file) || origin.startsWith(file + "/");
    }
}
