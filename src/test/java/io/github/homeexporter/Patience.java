package io.github.homeexporter;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** How long a test waits for what it expects, unless it says otherwise: a busy machine is not a fault of the program. */
public final class Patience implements BeforeAllCallback {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LONGEST);
        // of any thread in the process, and so of another test
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }
}
