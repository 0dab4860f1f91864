package io.github.homeexporter;

import io.github.homeexporter.start.Launch;

/** Starts the program, or says why it cannot be. */
public final class HomeExporter {
    private HomeExporter() {}

    public static void main(String[] args) throws Exception {
        int status;
        try {
            // a class of each of the two jars without which nothing runs
            Class.forName("picocli.CommandLine");
            Class.forName("org.apache.camel.main.Main");
            status = Launch.run(args);
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            System.err.println("home-exporter: " + e.getMessage().replace('/', '.')
                    + " is missing: the directory lib/ belongs beside home-exporter.jar; copy both from the"
                    + " distribution");
            status = 1;
        }
        System.exit(status);
    }
}
