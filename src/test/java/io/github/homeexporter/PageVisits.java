package io.github.homeexporter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** The page as people meet it: in a browser, served by the packaged program. */
@Timeout(180)
abstract class PageVisits {
    static final Page.GetByLabelOptions EXACTLY = new Page.GetByLabelOptions().setExact(true);

    static Browser browser;

    @BeforeAll
    static void openBrowser() {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        browser = Browser.open();
    }

    @AfterEach
    void leave() {
        assertThat(browser.complaints()).isEmpty();
        browser.closeTabs();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    static Page visit(RunningProgram program, int width, int height, ColorScheme colors) {
        return visit(program, width, height, colors, "");
    }

    static Page visit(RunningProgram program, int width, int height, ColorScheme colors, String chosen) {
        browser.asked().clear();
        Page page = browser.tab(width, height, colors);
        page.navigate("http://127.0.0.1:" + program.port + "/" + chosen);
        assertThat(page.locator("#about")).containsText("Version");
        assertThat(browser.asked())
                .as("no request to anyone else")
                .allMatch(address -> address.startsWith("http://127.0.0.1:" + program.port + "/"));
        return page;
    }

    static Locator devices(Page page) {
        return page.locator("#devices tbody tr");
    }

    static Locator device(Page page, String name) {
        return devices(page).filter(new Locator.FilterOptions().setHasText(name));
    }

    static Locator series(Page page, Pattern text) {
        return page.locator("#series tr:not(.group)").filter(new Locator.FilterOptions().setHasText(text));
    }

    static Locator series(Page page, String text) {
        return page.locator("#series tr:not(.group)").filter(new Locator.FilterOptions().setHasText(text));
    }

    static void nothingToMend(Page page, String where) {
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations.stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + ": "
                                + rule.getNodes().get(0).getHtml()))
                .as(where)
                .isEmpty();
    }
}
