package io.github.homeexporter.isg.page;

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
