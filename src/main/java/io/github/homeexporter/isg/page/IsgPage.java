package io.github.homeexporter.isg.page;

import java.util.List;

/**
 * What a page says.
 *
 * @param login whether it is the login page; an expired session and a wrong password give that for every page, with status 200
 * @param links the navigation, in its order
 * @param language as the page writes it ({@code DEUTSCH}); its {@code lang} attribute always says de
 * @param firmware of the ISG, empty when the page does not say
 */
public record IsgPage(boolean login, List<PageRow> rows, List<Link> links, String language, String firmware) {
    public record Link(PageId page, String title) {}

    /**
     * One line of a table.
     *
     * @param section head of the table
     * @param label what the line is about
     * @param text the value, empty when there is only an icon
     * @param icon what the icon says
     */
    record PageRow(String section, String label, String text, Icon icon) {
        /** The picture in a value cell. */
        enum Icon {
            NONE,
            ON,
            OFF
        }

        /** A line that is on or off by its icon. Switched off, it usually vanishes from the page. */
        boolean isFlag() {
            return text.isEmpty() && icon != Icon.NONE;
        }
    }
}
