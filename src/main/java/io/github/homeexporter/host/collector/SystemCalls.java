package io.github.homeexporter.host.collector;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * statvfs(3) and adjtimex(2), which Java does not make, by JNA. It is loaded at the second collection, since to load it takes
 * a good part of the time of a whole start; until then, and where it cannot be, what Java itself knows is all.
 */
public final class SystemCalls implements Kernel {
    private static final Logger LOG = LoggerFactory.getLogger(SystemCalls.class);
    /** More than both structures of 64-bit Linux: 112 and 208 bytes. */
    private static final int STRUCTURE = 256;

    /** The first collection asks earlier than this, the second later. */
    private static final long FIRST_COLLECTION = TimeUnit.MILLISECONDS.toNanos(900);

    private static final AtomicBoolean TRIED = new AtomicBoolean();
    private static volatile boolean loaded;
    /** Why it is not loaded; empty while it has not failed. */
    private static volatile String failure = "";

    private final AtomicBoolean said = new AtomicBoolean();
    private final long since = System.nanoTime();
    private boolean refused;

    /** At once, for who asks once only. To ask JNA anything at all loads its library, so every question stands where it may fail. */
    public static void load() {
        if (TRIED.getAndSet(true) || !System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            if (Native.POINTER_SIZE == Long.BYTES) {
                Native.register(Calls.class, "c");
                loaded = true;
            }
        } catch (LinkageError e) {
            failure = "JNA cannot be loaded: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                    + "; it needs a folder to write its library to and run it from, which -Djna.tmpdir=FOLDER names";
        }
    }

    private void loadIfLater() {
        if (System.nanoTime() - since >= FIRST_COLLECTION) {
            load();
        }
    }

    /** In a class of its own: where there is no JNA for a machine, only this one fails. */
    private static final class Calls {
        private Calls() {}

        static native int statvfs(byte[] path, byte[] structure);

        static native int adjtimex(byte[] structure);
    }

    @Override
    public Space space(String path) throws IOException {
        loadIfLater();
        if (!loaded) {
            if (!failure.isEmpty() && !said.getAndSet(true)) {
                LOG.warn("inodes of file systems (node_filesystem_files) are absent: {}", failure);
            }
            return Space.ofFile(path);
        }
        byte[] structure = new byte[STRUCTURE];
        byte[] name = (path + "\0").getBytes(StandardCharsets.UTF_8);
        if (Calls.statvfs(name, structure) != 0) {
            throw new IOException(path + " does not answer");
        }
        return Space.decode(ByteBuffer.wrap(structure).order(ByteOrder.nativeOrder()));
    }

    @Override
    public Timex timex() throws IOException {
        loadIfLater();
        if (!failure.isEmpty()) {
            throw new IOException(failure);
        }
        if (!loaded) {
            return null;
        }
        // no bit of modes is set: it reads only
        byte[] structure = new byte[STRUCTURE];
        int state = Calls.adjtimex(structure);
        if (state < 0 && !refused) {
            LOG.warn(
                    "node_timex_* is absent: adjtimex is refused, as by systemd's ProtectClock=yes and by SystemCallFilter="
                            + " without adjtimex and clock_adjtime");
        }
        refused = state < 0;
        return refused ? null : new Timex(state, ByteBuffer.wrap(structure).order(ByteOrder.nativeOrder()));
    }
}
