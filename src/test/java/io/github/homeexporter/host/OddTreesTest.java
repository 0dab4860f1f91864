package io.github.homeexporter.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees of /proc and /sys in which files are cut, empty, full of nonsense, folders or gone: every collector says what it can, once, and has no fault of its own. */
class OddTreesTest {
    private static final int TREES = Integer.getInteger("odd.trees", 2);
    private static final List<Naming> NAMINGS = List.of(Naming.BOTH, Naming.STANDARD, Naming.LEGACY);
    private static final List<String> NONSENSE = List.of(
            "",
            "\n",
            "-1\n",
            "max\n",
            "99999999999999999999999999\n",
            "-9223372036854775808 9223372036854775807\n",
            "a b c d e f g h i j k l m n o p\n",
            ": : : :\n= = =\n",
            "\0\0\0\0\n",
            "NaN Inf -Inf 1e400\n",
            "\u00e4\ud83d\ude00\"\\\n",
            "{\"a\":[}\n",
            "x".repeat(5000));

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"server", "bare-metal", "storage", "lxc", "docker", "docker-v1", "proxmox", "vm"})
    void whatever_stands_in_the_files_no_collector_breaks(String name) throws Exception {
        for (int seed = 0; seed < TREES; seed++) {
            Path tree = directory.resolve("tree" + seed);
            Random random = new Random(seed);
            try (FakeHost host = new FakeHost(name, tree).naming(NAMINGS.get(seed % NAMINGS.size()))) {
                host.commandOptions.setTextfileDirectory(
                        tree.resolve("textfile").toString());
                String changes = spoil(tree, random);
                host.samples();
                changes += spoil(tree, random);
                Samples found = host.samples();
                assertThat(host.reader().faults().values())
                        .as("%s, %d: %s", name, seed, changes)
                        .noneMatch(fault -> fault.startsWith("reading failed"));
                assertThat(found.size()).isPositive();
            }
        }
    }

    private static String spoil(Path tree, Random random) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(tree)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        StringBuilder changes = new StringBuilder();
        for (int i = 0; i < Math.min(30, files.size() / 2); i++) {
            Path file = files.get(random.nextInt(files.size()));
            if (Files.isRegularFile(file)) {
                int how = random.nextInt(6);
                changes.append(tree.relativize(file)).append(' ').append(how).append("; ");
                spoil(file, how, random);
            }
        }
        return changes.toString();
    }

    private static void spoil(Path file, int how, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        switch (how) {
            case 0 -> Files.delete(file);
            case 1 -> {
                Files.delete(file);
                Files.createDirectory(file);
            }
            case 2 -> Files.write(file, java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
            case 3 -> {
                for (int i = 0; i < bytes.length; i += 1 + random.nextInt(20)) {
                    bytes[i] = (byte) random.nextInt(256);
                }
                Files.write(file, bytes);
            }
            case 4 -> {
                // each line twice
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                Files.writeString(file, text + text, StandardCharsets.ISO_8859_1);
            }
            default -> Files.writeString(file, NONSENSE.get(random.nextInt(NONSENSE.size())));
        }
    }
}
