package io.github.homeexporter.host;

import io.github.homeexporter.host.command.CommandRunner.Command.Program;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Hundreds of cycles over a fake host on which things come and go; started by {@link HostSoakTest} in a small heap of its own. */
final class HostSoak {
    private static final int CYCLES = 500;
    private static final int SETTLED = 150;

    private HostSoak() {}

    /** @param args a directory to work in */
    public static void main(String[] args) throws Exception {
        try (FakeHost host = new FakeHost("bare-metal", Path.of(args[0]))) {
            host.write("smart/nvme0.json", Files.readString(FakeHost.CASES.resolve("reports/nvme.json")));
            host.write("proc/spl/kstat/zfs/tank/state", "ONLINE\n").write("root/dev/zfs", "");
            host.commands.answer(Program.ZPOOL, 0, "tank\t9\t4\t5\t1\t44\t1.00\tONLINE\toff\t0\n", "");
            long[] settled = new long[3];
            for (int i = 1; i <= CYCLES; i++) {
                host.write("proc/net/dev", "a\nb\n eth" + i + ": " + i + " 4 0 0 0 0 0 0 456 7 0 0 0 0 0 0\n");
                host.write("proc/self/mountinfo", mounts(i)).write("proc/1/mountinfo", mounts(i));
                host.poll();
                if (i == SETTLED) {
                    settled = state(host);
                }
            }
            long[] end = state(host);
            String[] names = {"heap", "threads", "files"};
            for (int i = 0; i < names.length; i++) {
                System.out.println(names[i] + " " + settled[i] + " " + end[i]);
            }
        }
    }

    private static String mounts(int i) {
        return "27 1 8:1 / / rw - ext4 /dev/sda1 rw\n28 27 8:" + i + " / /mnt/stick" + i + " rw - vfat /dev/sdz" + i
                + " rw\n";
    }

    /** Bytes in use after a collection, threads, open files. */
    private static long[] state(FakeHost host) throws Exception {
        host.commands.asked.clear();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return new long[] {
            runtime.totalMemory() - runtime.freeMemory(),
            Thread.getAllStackTraces().size(),
            new File("/proc/self/fd").list().length
        };
    }
}
