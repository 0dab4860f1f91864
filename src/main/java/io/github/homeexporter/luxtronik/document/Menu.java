package io.github.homeexporter.luxtronik.document;

import java.util.List;

/** Chooses the page to read from the controller's menu. */
final class Menu {
    private Menu() {}

    /**
     * @param pages the top level
     * @param wanted the name of a page, empty for the information page, or the first when no known word names one
     * @return null when there is none
     */
    static LuxtronikItem choose(List<LuxtronikItem> pages, String wanted, Language language) {
        for (LuxtronikItem page : pages) {
            if (wanted.isEmpty()
                    ? language.isInformation(page.name())
                    : page.name().equalsIgnoreCase(wanted)) {
                return page;
            }
        }
        return wanted.isEmpty() && !pages.isEmpty() ? pages.get(0) : null;
    }
}
