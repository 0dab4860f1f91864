package io.github.homeexporter.host.proc;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An array of {@code /proc/mdstat} (kernel: drivers/md/md.c, md_seq_show).
 *
 * @param state one of {@link #STATES}
 * @param required disks it should have; of one that is not active those it has
 * @param disks how many are active, failed, spare, down
 * @param blocks of 1 KiB
 * @param synced how many of them are in step
 */
public record MdStat(String name, String state, long required, Map<String, Long> disks, long blocks, long synced) {
    public static final List<String> STATES = List.of("active", "inactive", "recovering", "resync", "check");

    private static final Pattern HEAD = Pattern.compile("^(\\S+) : (active|inactive)\\b(.*)$");
    private static final Pattern SIZE = Pattern.compile("^\\s*(\\d+) blocks\\b");
    private static final Pattern COUNTS = Pattern.compile("\\[(\\d+)/(\\d+)\\] \\[[U_]+\\]");
    private static final Pattern PROGRESS =
            Pattern.compile("(recovery|reshape|resync|check)\\s*=\\s*[\\d.]+%\\s*\\((\\d+)/\\d+\\)");
    private static final Pattern WAITING = Pattern.compile("(resync|recovery|check)\\s*=\\s*(PENDING|DELAYED)");

    public MdStat {
        disks = Map.copyOf(disks);
    }

    public static List<MdStat> parse(List<String> lines) {
        List<MdStat> arrays = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher head = HEAD.matcher(lines.get(i));
            if (head.find()) {
                List<String> rest = new ArrayList<>();
                for (int j = i + 1; j < lines.size() && lines.get(j).startsWith(" "); j++) {
                    rest.add(lines.get(j));
                }
                arrays.add(of(head.group(1), head.group(2), head.group(3), String.join("\n", rest)));
            }
        }
        return List.copyOf(arrays);
    }

    private static MdStat of(String name, String word, String members, String rest) {
        long all = count(members, "\\[\\d+\\]");
        long failed = count(members, "\\(F\\)");
        long spare = count(members, "\\(S\\)");
        Matcher size = SIZE.matcher(rest);
        long blocks = size.find() ? Long.parseLong(size.group(1)) : 0;
        Matcher counts = COUNTS.matcher(rest);
        boolean redundant = counts.find();
        boolean active = word.equals("active");
        long required = redundant ? Long.parseLong(counts.group(1)) : all;
        long running = redundant ? Long.parseLong(counts.group(2)) : active ? all : 0;
        String state = word;
        long synced = blocks;
        Matcher progress = PROGRESS.matcher(rest);
        Matcher waiting = WAITING.matcher(rest);
        if (progress.find()) {
            state = stateOf(progress.group(1));
            synced = Long.parseLong(progress.group(2));
        } else if (waiting.find()) {
            state = stateOf(waiting.group(1));
            synced = 0;
        }
        Map<String, Long> disks = new LinkedHashMap<>();
        disks.put("active", running);
        disks.put("failed", failed);
        disks.put("spare", spare);
        disks.put("down", Math.max(0, redundant ? required - running : 0));
        return new MdStat(name, state, required, disks, blocks, synced);
    }

    private static String stateOf(String work) {
        return switch (work) {
            case "recovery", "reshape" -> "recovering";
            default -> work;
        };
    }

    private static long count(String text, String what) {
        Matcher matcher = Pattern.compile(what).matcher(text);
        long count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }
}
