package io.github.homeexporter;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Debian's Chromium, without a window, or the part of it that has none, which takes half the time. It never loads anything but the page it is given: what else it asks for is kept. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Stream.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(Path.of("/usr/bin/chromium"));
    private static final double PATIENCE_MILLIS = 30_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final List<String> asked = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private Browser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setTimeout(PATIENCE_MILLIS)
                        // its sandbox cannot be had as root, as which a container's build runs
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")));
    }

    /** Skips the test without Chromium, but fails in CI, which installs it. */
    static Browser open() {
        boolean missing = !Files.isExecutable(CHROMIUM);
        if (missing && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("chromium is missing; CI installs Debian's package chromium-headless-shell");
        }
        Assumptions.assumeFalse(
                missing, "chromium is missing; it is in Debian's packages chromium and chromium-headless-shell");
        return new Browser();
    }

    /** An empty tab of a visitor who was never there before. */
    Page tab(int width, int height, ColorScheme colors) {
        BrowserContext visitor = browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colors)
                .setLocale("en-GB"));
        visitor.setDefaultTimeout(PATIENCE_MILLIS);
        Page page = visitor.newPage();
        page.onRequest(request -> asked.add(request.url()));
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    void closeTabs() {
        List.copyOf(browser.contexts()).forEach(BrowserContext::close);
        complaints.clear();
    }

    /** Every address a tab asked for. */
    List<String> asked() {
        return asked;
    }

    /** Errors of the page's script and what the browser refused, as by the content security policy. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
