package io.github.homeexporter.words;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A unit as a device or a metric's name writes it, and what it is elsewhere. What a spelling lacks in the table, nobody has
 * asked for: a column is filled only where its reader wants exactly this spelling.
 *
 * @param word the one word that rules use for it
 * @param base what Loxone's values are exported in, null when they stay as they are
 * @param ucum in the letters of https://ucum.org, which OTLP wants; empty when it is not known
 * @param homeAssistant as Home Assistant spells it, empty when it is not known there
 * @param deviceClass the device class that Home Assistant gives to this unit; empty where the unit alone does not say what is
 *     measured: a percentage is no humidity, and a kelvin as a rule is a difference
 * @param factor what a number is multiplied with to be in Home Assistant's unit
 * @param digits behind the point that Home Assistant shows
 */
public record Unit(
        String word, BaseUnit base, String ucum, String homeAssistant, String deviceClass, double factor, int digits) {
    /** Spellings, separated by blanks, share a line; {@code -} stands for nothing. Home Assistant's L/h is too new to be used. */
    private static final String TABLE = """
        written                 | word    | base unit               | scale       | offset  | UCUM     | Home Assistant | device class     | factor  | digits
        °C                      | C       | celsius                 | 1           | -       | Cel      | °C             | temperature      | 1       | 1
        °F                      | -       | celsius                 | 5/9         | -160/9  | -        | °F             | temperature      | 1       | 1
        K                       | -       | kelvin                  | 1           | -       | K        | K              | -                | 1       | 1
        C celsius               | -       | -                       | -           | -       | Cel      | °C             | temperature      | 1       | 1
        F fahrenheit            | -       | -                       | -           | -       | -        | °F             | temperature      | 1       | 1
        ℃ °c Celsius            | C       | celsius                 | 1           | -       | -        | °C             | temperature      | 1       | 1
        ℉                       | -       | celsius                 | 5/9         | -160/9  | -        | °F             | temperature      | 1       | 1
        percent                 | -       | -                       | -           | -       | %        | %              | -                | 1       | 0
        ratio                   | -       | -                       | -           | -       | 1        | %              | -                | 100     | 0
        %                       | percent | ratio                   | 0.01        | -       | %        | %              | -                | 1       | 0
        %rH %RH %rF %r.F. %r.H. r.F. r.H. rH rF | -       | ratio                   | 0.01        | -       | -        | %              | -                | 1       | 0
        ‰                       | -       | ratio                   | 0.001       | -       | -        | -              | -                | -       | -
        W                       | -       | watts                   | 1           | -       | W        | W              | power            | 1       | 0
        w Watt                  | -       | watts                   | 1           | -       | -        | W              | power            | 1       | 0
        kW                      | -       | watts                   | 1e3         | -       | kW       | kW             | power            | 1       | 2
        KW Kw kw Kilowatt kilowatt | -       | watts                   | 1e3         | -       | -        | kW             | power            | 1       | 2
        MW                      | -       | watts                   | 1e6         | -       | -        | MW             | power            | 1       | 3
        GW                      | -       | watts                   | 1e9         | -       | -        | GW             | power            | 1       | 3
        watts                   | -       | -                       | -           | -       | W        | W              | power            | 1       | 0
        watt                    | -       | -                       | -           | -       | W        | -              | -                | -       | -
        kilowatts               | -       | -                       | -           | -       | -        | kW             | power            | 1       | 2
        VA voltamperes          | -       | -                       | -           | -       | -        | VA             | apparent_power   | 1       | 0
        var VAr                 | -       | -                       | -           | -       | -        | var            | reactive_power   | 1       | 0
        Wh                      | -       | joules                  | 3.6e3       | -       | W.h      | Wh             | energy           | 1       | 0
        kWh                     | -       | joules                  | 3.6e6       | -       | kW.h     | kWh            | energy           | 1       | 2
        KWh Kwh KWH             | -       | joules                  | 3.6e6       | -       | -        | kWh            | energy           | 1       | 2
        MWh                     | -       | joules                  | 3.6e9       | -       | MW.h     | MWh            | energy           | 1       | 3
        GWh                     | -       | joules                  | 3.6e12      | -       | -        | GWh            | energy           | 1       | 3
        kJ                      | -       | joules                  | 1e3         | -       | -        | kJ             | energy           | 1       | 0
        MJ                      | -       | joules                  | 1e6         | -       | -        | MJ             | energy           | 1       | 1
        GJ                      | -       | joules                  | 1e9         | -       | -        | GJ             | energy           | 1       | 3
        kilowatt_hours          | -       | -                       | -           | -       | -        | kWh            | energy           | 1       | 2
        J                       | -       | joules                  | 1           | -       | -        | kWh            | energy           | 1/3.6e6 | 2
        joules                  | -       | -                       | -           | -       | J        | kWh            | energy           | 1/3.6e6 | 2
        watthours               | -       | -                       | -           | -       | -        | Wh             | energy           | 1       | 0
        V                       | -       | volts                   | 1           | -       | V        | V              | voltage          | 1       | 1
        mV                      | -       | volts                   | 1e-3        | -       | mV       | mV             | voltage          | 1       | 0
        kV                      | -       | volts                   | 1e3         | -       | -        | kV             | voltage          | 1       | 2
        Volt volt               | -       | volts                   | 1           | -       | -        | V              | voltage          | 1       | 1
        volts                   | -       | -                       | -           | -       | V        | V              | voltage          | 1       | 1
        A                       | -       | amperes                 | 1           | -       | A        | A              | current          | 1       | 2
        mA                      | -       | amperes                 | 1e-3        | -       | mA       | mA             | current          | 1       | 0
        Ampere Amp              | -       | amperes                 | 1           | -       | -        | A              | current          | 1       | 2
        amperes                 | -       | -                       | -           | -       | A        | A              | current          | 1       | 2
        amps                    | -       | -                       | -           | -       | A        | -              | -                | -       | -
        Hz                      | -       | hertz                   | 1           | -       | Hz       | Hz             | frequency        | 1       | 0
        kHz                     | -       | hertz                   | 1e3         | -       | -        | kHz            | frequency        | 1       | 2
        Hertz                   | -       | hertz                   | 1           | -       | -        | Hz             | frequency        | 1       | 0
        hertz                   | -       | -                       | -           | -       | Hz       | Hz             | frequency        | 1       | 0
        rpm                     | -       | -                       | -           | -       | rpm      | rpm            | -                | 1       | 0
        1/min U/min             | rpm     | -                       | -           | -       | -        | rpm            | -                | 1       | 0
        RPM                     | rpm     | -                       | -           | -       | -        | -              | -                | -       | -
        Pa Pascal               | -       | pascals                 | 1           | -       | -        | hPa            | pressure         | 0.01    | 0
        hPa                     | -       | pascals                 | 100         | -       | hPa      | hPa            | pressure         | 1       | 0
        kPa                     | -       | pascals                 | 1e3         | -       | -        | kPa            | pressure         | 1       | 1
        mbar                    | -       | pascals                 | 100         | -       | -        | mbar           | pressure         | 1       | 0
        bar                     | -       | pascals                 | 1e5         | -       | bar      | bar            | pressure         | 1       | 2
        Bar                     | -       | pascals                 | 1e5         | -       | -        | bar            | pressure         | 1       | 2
        mBar mb                 | -       | pascals                 | 100         | -       | -        | mbar           | pressure         | 1       | 0
        psi                     | -       | pascals                 | 6894.757    | -       | -        | psi            | pressure         | 1       | 1
        l/h                     | -       | cubic_meters_per_second | 1e-3/3600   | -       | L/h      | m³/h           | volume_flow_rate | 1e-3    | 3
        l/min                   | -       | cubic_meters_per_second | 1e-3/60     | -       | L/min    | L/min          | volume_flow_rate | 1       | 1
        m³/h                    | -       | cubic_meters_per_second | 1/3600    | -       | m3/h     | m³/h           | volume_flow_rate | 1       | 2
        L/min lpm               | -       | cubic_meters_per_second | 1e-3/60     | -       | -        | L/min          | volume_flow_rate | 1       | 1
        m3/h cbm/h m³/Std       | m³/h    | cubic_meters_per_second | 1/3600      | -       | -        | m³/h           | volume_flow_rate | 1       | 2
        l/s L/s                 | -       | cubic_meters_per_second | 1e-3        | -       | -        | L/s            | volume_flow_rate | 1       | 2
        L/h l/Std               | -       | cubic_meters_per_second | 1e-3/3600   | -       | -        | m³/h           | volume_flow_rate | 1e-3    | 3
        cubic_meters_per_second | -       | -                       | -           | -       | m3/s     | m³/h           | volume_flow_rate | 3600    | 3
        l                       | -       | cubic_meters            | 1e-3        | -       | L        | L              | volume           | 1       | 1
        L                       | -       | cubic_meters            | 1e-3        | -       | -        | L              | volume           | 1       | 1
        m³                      | -       | cubic_meters            | 1           | -       | m3       | m³             | volume           | 1       | 3
        liters litres           | -       | cubic_meters            | 1e-3        | -       | -        | L              | volume           | 1       | 1
        liter Liter Ltr ltr dm³ | -       | cubic_meters            | 1e-3        | -       | -        | L              | volume           | 1       | 1
        m3 cbm                  | -       | cubic_meters            | 1           | -       | -        | m³             | volume           | 1       | 3
        cubic_meters            | -       | -                       | -           | -       | m3       | m³             | volume           | 1       | 3
        m/s                     | -       | meters_per_second       | 1           | -       | m/s      | m/s            | speed            | 1       | 1
        km/h                    | -       | meters_per_second       | 1/3.6       | -       | km/h     | km/h           | speed            | 1       | 1
        kmh km/H Km/h           | -       | meters_per_second       | 1/3.6       | -       | -        | km/h           | speed            | 1       | 1
        mph                     | -       | meters_per_second       | 0.44704     | -       | -        | mph            | speed            | 1       | 1
        kn Knoten kt            | -       | meters_per_second       | 1852/3600   | -       | -        | kn             | speed            | 1       | 1
        meters_per_second       | -       | -                       | -           | -       | m/s      | m/s            | speed            | 1       | 1
        mm                      | -       | meters                  | 1e-3        | -       | -        | -              | -                | -       | -
        mm/m² l/m² L/m²         | -       | meters                  | 1e-3        | -       | -        | -              | -                | -       | -
        cm                      | -       | meters                  | 1e-2        | -       | -        | -              | -                | -       | -
        m                       | -       | meters                  | 1           | -       | m        | -              | -                | -       | -
        km                      | -       | meters                  | 1e3         | -       | -        | -              | -                | -       | -
        in                      | -       | meters                  | 0.0254      | -       | -        | -              | -                | -       | -
        s                       | -       | seconds                 | 1           | -       | s        | s              | duration         | 1       | 0
        min                     | -       | seconds                 | 60          | -       | min      | min            | duration         | 1       | 0
        h                       | -       | seconds                 | 3600        | -       | h        | h              | duration         | 1       | 0
        seconds                 | -       | seconds                 | 1           | -       | s        | s              | duration         | 1       | 0
        sec Sek sek Sekunden second Sek. sek. | s       | seconds                 | 1           | -       | -        | -              | -                | -       | -
        minutes                 | -       | seconds                 | 60          | -       | min      | min            | duration         | 1       | 0
        Min Minuten minute Min. min. Minute | -       | seconds                 | 60          | -       | -        | -              | -                | -       | -
        hours                   | -       | seconds                 | 3600        | -       | h        | h              | duration         | 1       | 0
        Std Std.                | h       | seconds                 | 3600        | -       | -        | -              | -                | -       | -
        Stunden hod hour Stunde | -       | seconds                 | 3600        | -       | -        | -              | -                | -       | -
        d                       | -       | seconds                 | 86400       | -       | -        | d              | duration         | 1       | 0
        days                    | -       | seconds                 | 86400       | -       | d        | d              | duration         | 1       | 0
        Tage day Tag            | -       | seconds                 | 86400       | -       | -        | -              | -                | -       | -
        ms milliseconds         | -       | seconds                 | 1e-3        | -       | ms       | ms             | duration         | 1       | 0
        kg                      | -       | grams                   | 1e3         | -       | kg       | -              | -                | -       | -
        g Gramm gr              | -       | grams                   | 1           | -       | -        | -              | -                | -       | -
        t Tonnen                | -       | grams                   | 1e6         | -       | -        | -              | -                | -       | -
        lx                      | -       | lux                     | 1           | -       | lx       | lx             | illuminance      | 1       | 0
        Lx                      | -       | lux                     | 1           | -       | -        | lx             | illuminance      | 1       | 0
        g/m³                    | -       | grams_per_cubic_meter   | 1           | -       | -        | g/m³           | -                | 1       | 1
        W/m²                    | -       | watts_per_square_meter  | 1           | -       | -        | W/m²           | irradiance       | 1       | 0
        W/m2 W/m^2 W/qm         | -       | watts_per_square_meter  | 1           | -       | -        | W/m²           | irradiance       | 1       | 0
        kelvin                  | -       | -                       | -           | -       | K        | K              | -                | 1       | 1
        pascals                 | -       | -                       | -           | -       | Pa       | hPa            | pressure         | 0.01    | 0
        B                       | -       | -                       | -           | -       | -        | B              | data_size        | 1       | 0
        bytes                   | -       | -                       | -           | -       | By       | B              | data_size        | 1       | 0
        B/s bytes_per_second    | -       | -                       | -           | -       | -        | B/s            | data_rate        | 1       | 0
        dBm                     | -       | -                       | -           | -       | dB[mW]   | dBm            | signal_strength  | 1       | 0
        dbm                     | -       | -                       | -           | -       | -        | dBm            | signal_strength  | 1       | 0
        lux                     | -       | lux                     | 1           | -       | lx       | lx             | illuminance      | 1       | 0
        Lux LUX                 | -       | lux                     | 1           | -       | -        | lx             | illuminance      | 1       | 0
        klx                     | -       | lux                     | 1e3         | -       | -        | -              | -                | -       | -
        watts_per_square_meter  | -       | -                       | -           | -       | -        | W/m²           | irradiance       | 1       | 0
        meters                  | -       | -                       | -           | -       | m        | -              | -                | -       | -
        grams                   | -       | -                       | -           | -       | g        | -              | -                | -       | -
        watt_hours              | -       | -                       | -           | -       | W.h      | Wh             | energy           | 1       | 0
        megawatt_hours          | -       | -                       | -           | -       | -        | MWh            | energy           | 1       | 3
        kilowatthours kwh       | -       | joules                  | 3.6e6       | -       | kW.h     | kWh            | energy           | 1       | 2
        volt_amperes volt_ampere | -       | -                       | -           | -       | -        | VA             | apparent_power   | 1       | 0
        volt_amperes_reactive vars | -       | -                       | -           | -       | -        | var            | reactive_power   | 1       | 0
        cubic_meters_per_hour   | -       | -                       | -           | -       | m3/h     | m³/h           | volume_flow_rate | 1       | 2
        liters_per_minute litres_per_minute | -       | -                       | -           | -       | L/min    | L/min          | volume_flow_rate | 1       | 1
        liters_per_hour litres_per_hour | -       | -                       | -           | -       | L/h      | m³/h           | volume_flow_rate | 1e-3    | 3
        grams_per_cubic_meter   | -       | -                       | -           | -       | g/m3     | g/m³           | -                | 1       | 1
        kilometers_per_hour     | -       | -                       | -           | -       | km/h     | km/h           | speed            | 1       | 1
        revolutions_per_minute  | -       | -                       | -           | -       | {rev}/min | rpm            | -                | 1       | 0
        ppm parts_per_million   | -       | -                       | -           | -       | [ppm]    | ppm            | -                | 1       | 0
        kVA kilovolt_amperes    | -       | -                       | -           | -       | -        | kVA            | apparent_power   | 1       | 2
        kvar kilovars kilovolt_amperes_reactive | -       | -                       | -           | -       | -        | kvar           | reactive_power   | 1       | 2
        kvarh kilovolt_ampere_reactive_hours | -       | -                       | -           | -       | -        | kvarh          | reactive_energy  | 1       | 1
        varh volt_ampere_reactive_hours | -       | -                       | -           | -       | -        | varh           | reactive_energy  | 1       | 0
        Ah ampere_hours amp_hours | -       | -                       | -           | -       | -        | Ah             | -                | 1       | 1
        hectopascals            | -       | -                       | -           | -       | -        | hPa            | pressure         | 1       | 0
        kilopascals             | -       | -                       | -           | -       | -        | kPa            | pressure         | 1       | 1
        millibars               | -       | -                       | -           | -       | -        | mbar           | pressure         | 1       | 0
        bars                    | -       | -                       | -           | -       | -        | bar            | pressure         | 1       | 2
        milliamperes milliamps  | -       | -                       | -           | -       | -        | mA             | current          | 1       | 0
        millivolts              | -       | -                       | -           | -       | -        | mV             | voltage          | 1       | 0
        kilovolts               | -       | -                       | -           | -       | -        | kV             | voltage          | 1       | 2
        kilohertz               | -       | -                       | -           | -       | -        | kHz            | frequency        | 1       | 2
        megawatts               | -       | -                       | -           | -       | -        | MW             | power            | 1       | 3
        megajoules              | -       | -                       | -           | -       | -        | MJ             | energy           | 1       | 1
        gigajoules              | -       | -                       | -           | -       | -        | GJ             | energy           | 1       | 3
        millimeters             | -       | -                       | -           | -       | -        | mm             | -                | 1       | 1
        mm/h millimeters_per_hour | -       | -                       | -           | -       | -        | mm/h           | -                | 1       | 1
        g/m3                    | -       | -                       | -           | -       | -        | g/m³           | -                | 1       | 1
        mg/m3 milligrams_per_cubic_meter | -       | -                       | -           | -       | -        | mg/m³          | -                | 1       | 1
        µg/m³ μg/m³ ug/m3 µg/m3 micrograms_per_cubic_meter | -       | -                       | -           | -       | -        | μg/m³          | -                | 1       | 0
        ppb parts_per_billion   | -       | -                       | -           | -       | -        | ppb            | -                | 1       | 0
        µS/cm uS/cm microsiemens_per_centimeter | -       | -                       | -           | -       | -        | μS/cm          | conductivity     | 1       | 0
        degrees_celsius         | -       | -                       | -           | -       | -        | °C             | temperature      | 1       | 1
        degrees_fahrenheit      | -       | -                       | -           | -       | -        | °F             | temperature      | 1       | 1
        cubic_feet ft3          | -       | -                       | -           | -       | -        | ft³            | -                | 1       | 1
        kB kilobytes            | -       | -                       | -           | -       | -        | kB             | data_size        | 1       | 0
        MB megabytes            | -       | -                       | -           | -       | -        | MB             | data_size        | 1       | 1
        GB gigabytes            | -       | -                       | -           | -       | -        | GB             | data_size        | 1       | 2
        TB terabytes            | -       | -                       | -           | -       | -        | TB             | data_size        | 1       | 2
        KiB                     | -       | -                       | -           | -       | -        | KiB            | data_size        | 1       | 0
        MiB                     | -       | -                       | -           | -       | -        | MiB            | data_size        | 1       | 1
        GiB                     | -       | -                       | -           | -       | -        | GiB            | data_size        | 1       | 2
        TiB                     | -       | -                       | -           | -       | -        | TiB            | data_size        | 1       | 2
        bit/s bits_per_second   | -       | -                       | -           | -       | -        | bit/s          | data_rate        | 1       | 0
        kbit/s                  | -       | -                       | -           | -       | -        | kbit/s         | data_rate        | 1       | 0
        Mbit/s                  | -       | -                       | -           | -       | -        | Mbit/s         | data_rate        | 1       | 1
        Gbit/s                  | -       | -                       | -           | -       | -        | Gbit/s         | data_rate        | 1       | 2
        kB/s                    | -       | -                       | -           | -       | -        | kB/s           | data_rate        | 1       | 0
        MB/s                    | -       | -                       | -           | -       | -        | MB/s           | data_rate        | 1       | 1
        threads                 | -       | -                       | -           | -       | {thread} | -              | -                | -       | -
        classes                 | -       | -                       | -           | -       | {class}  | -              | -                | -       | -
        buffers                 | -       | -                       | -           | -       | {buffer} | -              | -                | -       | -
        files                   | -       | -                       | -           | -       | {file}   | -              | -                | -       | -
        """;

    /** In front of these, a small m is a thousandth and a large one a million. */
    private static final Set<String> MILLI_OR_MEGA =
            Set.of("w", "wh", "j", "v", "a", "s", "g", "hz", "l", "pa", "bar", "b", "m", "in");

    private static final Map<String, Unit> BY_TEXT = read();
    private static final Map<String, Unit> BY_FOLDED = folded();

    /** By its exact spelling. */
    public static Optional<Unit> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    /**
     * By a spelling that people mean the same by: {@code BAR}, {@code l/Min}, {@code ºC} with the sign of ordinals. None where
     * large and small letters tell units apart ({@code mW}, {@code MW}), and of single letters.
     */
    public static Optional<Unit> like(String text) {
        Unit exact = BY_TEXT.get(text);
        return Optional.ofNullable(exact != null && exact.base() != null ? exact : BY_FOLDED.get(fold(text)));
    }

    private static String fold(String text) {
        return text.replaceAll("[º˚]", "°").replace("^", "").toLowerCase(Locale.ROOT);
    }

    private static Map<String, Unit> folded() {
        Map<String, Unit> units = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        BY_TEXT.forEach((spelling, unit) -> {
            String key = fold(spelling);
            Unit other = unit.base() == null ? null : units.putIfAbsent(key, unit);
            boolean twoMeanings = other != null && !other.base().equals(unit.base());
            boolean prefix = key.startsWith("m") && MILLI_OR_MEGA.contains(key.substring(1));
            if (key.length() < 2 || key.equals("in") || twoMeanings || prefix) {
                ambiguous.add(key);
            }
        });
        units.keySet().removeAll(ambiguous);
        return units;
    }

    /** {@code °C} is {@code C}, {@code RPM} is {@code rpm}; what is not in the table stays as it is. */
    public static String word(String text) {
        String spelling = text.strip();
        return of(spelling).map(Unit::word).orElse(spelling);
    }

    private static Map<String, Unit> read() {
        Map<String, Unit> units = new HashMap<>();
        TABLE.lines().skip(1).forEach(line -> {
            String[] cells = line.split(" +\\| +");
            for (String spelling : cells[0].split(" ")) {
                units.put(spelling, unit(spelling, cells));
            }
        });
        return units;
    }

    private static Unit unit(String spelling, String[] cells) {
        BaseUnit base = cells[2].equals("-") ? null : new BaseUnit(cells[2], number(cells[3], 1), number(cells[4], 0));
        String word = cells[1].equals("-") ? spelling : cells[1];
        return new Unit(word, base, text(cells[5]), text(cells[6]), text(cells[7]), number(cells[8], 1), (int)
                number(cells[9], -1));
    }

    private static String text(String cell) {
        return cell.equals("-") ? "" : cell;
    }

    /** Of a decimal number or a quotient of two. */
    private static double number(String cell, double otherwise) {
        if (cell.equals("-")) {
            return otherwise;
        }
        int slash = cell.indexOf('/');
        return slash < 0
                ? Double.parseDouble(cell)
                : Double.parseDouble(cell.substring(0, slash)) / Double.parseDouble(cell.substring(slash + 1));
    }
}
