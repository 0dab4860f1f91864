package io.github.homeexporter.obis.telegram;

import java.util.List;
import java.util.Map;

/** What a meter says at one time, whichever way it says it: the newest that is whole in what came. */
public final class Telegram {
    /** A telegram has some hundred to some thousand bytes; what is longer is none. */
    private static final int LONGEST = 256 * 1024;

    private Telegram() {}

    /**
     * Reads SML where the bytes have its escape sequence, and text otherwise.
     *
     * @return samples by the vocabulary of the library, each {@code {name, value, labels, help}}; never empty
     * @throws BrokenTelegram where nothing in them is a telegram that is whole and has a value the library knows
     */
    public static List<Map<String, Object>> read(byte[] bytes) throws BrokenTelegram {
        if (bytes.length > LONGEST) {
            throw new BrokenTelegram(bytes.length + " bytes came, which is no telegram of a meter");
        }
        boolean sml = SmlFrame.isIn(bytes);
        Registers registers = sml ? SmlList.read(SmlFrame.newest(bytes)) : TextTelegram.read(bytes);
        List<Map<String, Object>> samples = MeterSamples.of(registers);
        if (samples.isEmpty()) {
            throw new BrokenTelegram(
                    sml || !registers.isEmpty()
                            ? "the telegram has no power, no energy and nothing else that is known;"
                                    + " many meters say only their number until their PIN is entered"
                            : "no telegram of a meter in the " + bytes.length + " bytes that came");
        }
        return samples;
    }
}
