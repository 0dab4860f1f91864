package io.github.homeexporter.obis.telegram;

/**
 * What came is no telegram, or none that is whole; people's routes name it to catch it, so it keeps its place. The sentence has
 * nothing of the bytes, which may hold a meter's number.
 */
public final class BrokenTelegram extends Exception {
    private static final long serialVersionUID = 1;

    BrokenTelegram(String message) {
        super(message);
    }
}
