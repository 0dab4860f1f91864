package io.github.homeexporter.luxtronik.document;

/**
 * What this program can say to a controller: it reads. The commands that write are not among these, and there is no other
 * way to make one, so nothing a controller or a configuration says can change a setting of the heat pump.
 */
public final class LuxtronikCommand {
    private static final String LOGIN = "LOGIN";
    private static final int LONGEST_ARGUMENT = 64;

    private final String word;
    private final String text;

    private LuxtronikCommand(String word, String text) {
        this.word = word;
        this.text = text;
    }

    /** @param password what the controller does not know still gives reading */
    static LuxtronikCommand login(String password) {
        return new LuxtronikCommand(LOGIN, LOGIN + ";" + argument(password));
    }

    static LuxtronikCommand get(String id) {
        return new LuxtronikCommand("GET", "GET;" + argument(id));
    }

    static LuxtronikCommand refresh() {
        return new LuxtronikCommand("REFRESH", "REFRESH");
    }

    /** Whether a text can stand in a command without becoming more than an argument. */
    public static boolean isArgument(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_ARGUMENT
                && text.chars().allMatch(c -> c > ' ' && c != ';' && c != 0x7f);
    }

    private static String argument(String text) {
        if (!isArgument(text)) {
            throw new IllegalArgumentException("not an argument of a command");
        }
        return text;
    }

    boolean isLogin() {
        return word.equals(LOGIN);
    }

    /** The text on the wire. */
    String text() {
        return text;
    }

    /** Without its argument, which may be a password. */
    @Override
    public String toString() {
        return word;
    }
}
