package io.github.homeexporter;

import io.github.homeexporter.log.LogProvider;
import io.github.homeexporter.start.Launch;
import java.io.File;
import java.util.Locale;

/** Starts the program, or says why it cannot be. */
public final class HomeExporter {
    private HomeExporter() {}

    /** From here on Java prints four lines of warning at each start when a library takes memory by its Unsafe, as Netty does. */
    private static final int WARNS_OF_UNSAFE = 24;

    private static final String NETTY_WITHOUT = "io.netty.noUnsafe";

    /** Of the JDK's HTTP client; its own 384 KiB become some megabytes of short headers, and thirty bad plugs would fill the heap. */
    private static final String HEADERS_OF_ANSWERS = "jdk.http.maxHeaderSize";

    private static final String MOST_HEADERS = "16384";

    public static void main(String[] args) throws Exception {
        int status;
        // Camel lowers the names of options by the machine's language, in which I may be no i; and digits are to be
        // digits
        Locale.setDefault(Locale.ROOT);
        if (Runtime.version().feature() >= WARNS_OF_UNSAFE && System.getProperty(NETTY_WITHOUT) == null) {
            System.setProperty(NETTY_WITHOUT, "true");
        }
        if (System.getProperty(HEADERS_OF_ANSWERS) == null) {
            System.setProperty(HEADERS_OF_ANSWERS, MOST_HEADERS);
        }
        try {
            LogProvider.choose();
            // what stands for the jars without which nothing runs; picocli's is too old a format for the class-data
            // archive
            if (args.length > 0) {
                Class.forName("picocli.CommandLine");
            }
            Class.forName("org.apache.camel.main.Main");
            status = Launch.run(args);
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            // to look whether a folder is there opens nothing
            boolean there = new File(
                            new File(System.getProperty("java.class.path"))
                                    .getAbsoluteFile()
                                    .getParent(),
                            "lib")
                    .isDirectory();
            System.err.println("home-exporter: " + e.getMessage().replace('/', '.') + " is missing: "
                    + (there
                            ? "lib/ beside home-exporter.jar is not whole, or the system allows too few open files (ulimit -n): 512 are enough"
                            : "the directory lib/ belongs beside home-exporter.jar; copy both from the distribution"));
            status = 1;
        }
        System.exit(status);
    }
}
