package io.github.homeexporter.obis.telegram;

import io.github.homeexporter.obis.telegram.Telegram.Registers;
import io.github.homeexporter.obis.telegram.Telegram.Registers.Register;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Registers as text: {@code 1-0:1.8.0*255(009094.27*kWh)} of IEC 62056-21 (also without {@code 1-0:}), and DSMR P1, whose gas has its
 * time in a pair of brackets before.
 */
final class TextTelegram {
    /** Bounded pieces, so that no text takes long. */
    private static final Pattern REGISTER =
            Pattern.compile("(?<![\\d.:-])(?:(\\d{1,3})-(\\d{1,3}):)?(\\d{1,3})\\.(\\d{1,3})"
                    + "(?:\\.(\\d{1,3}))?(?:[*&](\\d{1,3}))?((?:\\([^()]{0,64}\\)){1,2})");

    private static final Pattern VALUE = Pattern.compile("\\((-?\\d{1,12}(?:\\.\\d{1,12})?)(?:\\*(\\w{1,8}))?\\)$");
    /** After the end of a telegram of DSMR, version 4 and later: CRC-16/ARC from the slash to the exclamation mark. */
    private static final Pattern SUM = Pattern.compile("^/[^!]*!([0-9A-Fa-f]{4})\\s*$");

    private TextTelegram() {}

    static Registers read(byte[] bytes) throws BrokenTelegram {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        text = newest(text);
        Matcher sum = SUM.matcher(text);
        if (sum.matches()) {
            byte[] counted = text.substring(0, sum.start(1)).getBytes(StandardCharsets.ISO_8859_1);
            if (Telegram.checkSum(counted, 0, counted.length, 0xa001, 0, 0) != Integer.parseInt(sum.group(1), 16)) {
                throw new BrokenTelegram(
                        "the check sum of the telegram is wrong: characters of it were changed on the way");
            }
        }
        Registers registers = new Registers();
        for (Matcher register = REGISTER.matcher(text); register.find(); ) {
            String period = register.group(6);
            Matcher value = VALUE.matcher(register.group(7));
            // what another number than 255 stands behind is of a period that is over
            if ((period == null || period.equals("255")) && value.find()) {
                registers.add(register(register, value));
            }
        }
        return registers;
    }

    /** From the last beginning that has its end. */
    private static String newest(String text) {
        int end = text.lastIndexOf('!');
        int begin = end < 0 ? -1 : text.lastIndexOf('/', end);
        int next = begin < 0 ? -1 : text.indexOf('/', end);
        return begin < 0 ? text : text.substring(begin, next < 0 ? text.length() : next);
    }

    private static Register register(Matcher name, Matcher value) {
        String medium = name.group(1) == null ? "1" : name.group(1);
        // of the meters for gas, water and heat at a P1 port the channel says which
        String channel = medium.equals("0") ? "-" + name.group(2) : "";
        String part = name.group(5) == null ? "0" : name.group(5);
        String code = medium + channel + ":" + plain(name.group(3)) + "." + plain(name.group(4)) + "." + plain(part);
        BigDecimal number = new BigDecimal(value.group(1));
        String unit = value.group(2) == null ? Register.NONE : value.group(2);
        return unit.startsWith("k")
                ? new Register(code, number.scaleByPowerOfTen(3), unit.substring(1))
                : new Register(code, number, unit);
    }

    private static String plain(String number) {
        return String.valueOf(Integer.parseInt(number));
    }
}
