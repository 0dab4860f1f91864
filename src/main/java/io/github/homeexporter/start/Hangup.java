package io.github.homeexporter.start;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP, by which {@code systemctl reload} and {@code kill -HUP} ask for the settings to be read again. A terminal that is
 * closed sends it as well, and then the program ends as it would without this. Reached by reflection: the compiler warns
 * of {@code sun.misc.Signal} whatever is suppressed, and Java has no other way to a signal.
 */
final class Hangup {
    private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);
    private static final String TERMINAL = "/dev/tty";
    /** 128 and the number of the signal, as shells have it. */
    private static final int ENDED = 129;

    private static final AtomicInteger WAITING = new AtomicInteger();
    private static final AtomicBoolean RUNNING = new AtomicBoolean();
    private static volatile Runnable reload;

    private Hangup() {}

    /** From now on it does not end the program; one that comes before {@link #call} waits. Without SIGHUP (Windows) nothing happens. */
    static void hold() {
        boolean hadTerminal = hasTerminal();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, args) -> {
                        if (method.getName().equals("handle")) {
                            came(hadTerminal);
                        }
                        return null;
                    });
            Object before = signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), ours);
            if (before == handler.getField("SIG_IGN").get(null)) {
                // the JVM leaves it so
                LOG.info(
                        "SIGHUP is ignored, as nohup makes it: the settings are read again by POST /-/reload, or the page");
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            // -Xrs, or a system that has no such signal
            LOG.info("no SIGHUP here: the settings are read again by POST /-/reload, the page, or a restart");
            LOG.debug("SIGHUP cannot be had", e);
        }
    }

    /** What SIGHUP does from now on; at once when one came before. */
    static void call(Runnable what) {
        reload = what;
        run();
    }

    private static void came(boolean hadTerminal) {
        if (hadTerminal && !hasTerminal()) {
            System.exit(ENDED);
        }
        WAITING.incrementAndGet();
        run();
    }

    /** Once for all that have come by then, on the thread of the first: each signal has a thread of its own, and a storm thousands. */
    private static void run() {
        Runnable what = reload;
        while (what != null && WAITING.get() > 0 && RUNNING.compareAndSet(false, true)) {
            try {
                WAITING.set(0);
                what.run();
            } finally {
                RUNNING.set(false);
            }
        }
    }

    /** Whether a terminal controls this process: one that is closed cannot be opened any more. */
    private static boolean hasTerminal() {
        try {
            new FileInputStream(TERMINAL).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
