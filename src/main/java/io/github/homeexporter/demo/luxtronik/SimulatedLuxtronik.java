package io.github.homeexporter.demo.luxtronik;

import io.github.homeexporter.demo.luxtronik.LuxtronikMenu.Entry;
import io.github.homeexporter.demo.luxtronik.LuxtronikMenu.LuxtronikValue;
import io.github.homeexporter.demo.luxtronik.SimulatedBinary.LuxtronikNumbers;
import io.github.homeexporter.demo.net.LoopbackServer;
import io.github.homeexporter.demo.net.LoopbackServer.LoopbackDevice;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/** A heat pump controller that is not there: a Luxtronik web server on a free port of 127.0.0.1 with values that move. */
public final class SimulatedLuxtronik extends LoopbackDevice {

    /** Three generations of the controllers' answers. */
    public enum LuxtronikFirmware {
        /** XML, names first, {@code Content} with an id. As 3.82 and before. */
        XML_3_82,
        /** XML, every section repeats its name after its children, {@code Content} without an id. As 3.90. */
        XML_3_90,
        /** JSON. As 3.92. */
        JSON_3_92
    }

    /** What simulated controllers can do, right or wrong. */
    public enum LuxtronikQuirk {
        /** Sections are nested in the answer to REFRESH, as newer firmware does. */
        NESTED_REFRESH,
        /** The answer to REFRESH is a whole page. */
        CONTENT_ON_REFRESH,
        /** The answer to REFRESH is the navigation, with new ids. */
        NAVIGATION_ON_REFRESH,
        DECIMAL_COMMA,
        /** Ids like {@code 0x0x28bbe8}. */
        DOUBLE_PREFIX_IDS,
        /** Every answer to REFRESH has other ids than the page had. */
        NEW_IDS_EVERY_REFRESH,
        /** Values nobody asked for, as controllers with a building management input send them. */
        EXTRA_VALUES,
        /** Each answer comes twice, and a navigation nobody asked for comes with it. */
        UNASKED,
        /** Answers come in frames of 100 bytes. */
        FRAGMENTED,
        /** A ping before every answer. */
        PING,
        /** Refuses header names in lower case and an Origin, as the controllers' web server is said to do. */
        STRICT_HANDSHAKE,
        /** Accepts the connection and never answers the handshake. */
        SILENT_HANDSHAKE,
        /** Answers the handshake as a plain web server. */
        WEB_SERVER,
        /** Opens the WebSocket under another subprotocol. */
        OTHER_SUBPROTOCOL,
        /** Takes commands and says nothing. */
        SILENT,
        /** Drops the connection after each page. */
        DROP_AFTER_CONTENT,
        /** Drops the connection right after the handshake. */
        DROP_AT_ONCE,
        /** Closes politely after each page. */
        CLOSE_AFTER_CONTENT,
        /** Never answers a close. */
        IGNORE_CLOSE,
        MALFORMED,
        TRUNCATED,
        /** Says in ISO-8859-1 what has to be UTF-8. */
        LATIN_1,
        BINARY,
        /** 3,000,000 characters where a few thousand would do. */
        LARGE,
        /** 50 MB in one message. */
        HUGE,
        /** A page of 30,000 items. */
        MANY_ITEMS,
        /** A document with a DTD and entities. */
        DTD,
        /** Elements 10,000 deep. */
        DEEP
    }

    static final String SUBPROTOCOL = "Lux_WS";

    private final LuxtronikFirmware firmware;
    private final int language;
    final List<Entry> pages = LuxtronikMenu.read();
    private final long switchedOn = System.nanoTime();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Integer> closes = new CopyOnWriteArrayList<>();
    private final AtomicInteger heap = new AtomicInteger(0x28_4a10);
    private volatile Set<LuxtronikQuirk> quirks = Set.of();
    private volatile DoubleSupplier seconds = () -> (System.nanoTime() - switchedOn) / 1e9;

    /** German, as most of them are. */
    public SimulatedLuxtronik(LuxtronikFirmware firmware) throws IOException {
        this(firmware, "de", 0);
    }

    /**
     * @param language de, en, nl, cs or fi
     * @param port 0 for a free one
     */
    public SimulatedLuxtronik(LuxtronikFirmware firmware, String language, int port, LuxtronikQuirk... quirks)
            throws IOException {
        this.firmware = firmware;
        this.language = LuxtronikMenu.LANGUAGES.indexOf(language);
        if (this.language < 0) {
            throw new IllegalArgumentException("no language \"" + language + "\"; allowed: " + LuxtronikMenu.LANGUAGES);
        }
        quirks(quirks);
        serve(new LoopbackServer(
                "luxtronik", port, peer -> new LuxtronikSession(this, peer, heap.getAndAdd(0x1_3370)).run()));
    }

    /**
     * The same pump's binary interface, to be closed by who asks for it.
     *
     * @param port 0 for a free one
     */
    public SimulatedBinary binary(int port) throws IOException {
        return new SimulatedBinary(port, new LuxtronikNumbers(pages, () -> seconds.getAsDouble()));
    }

    /** From now on, instead of those before. */
    public SimulatedLuxtronik quirks(LuxtronikQuirk... now) {
        quirks = Set.copyOf(List.of(now));
        return this;
    }

    /** Another clock than the real one: a frozen one for values that stay, a fast one for values that run. */
    public SimulatedLuxtronik clock(DoubleSupplier secondsSinceSwitchedOn) {
        seconds = secondsSinceSwitchedOn;
        return this;
    }

    /** All commands of all connections, in order. */
    public List<String> commands() {
        return commands;
    }

    /** The status of each close the clients sent. */
    public List<Integer> closes() {
        return closes;
    }

    boolean is(LuxtronikQuirk quirk) {
        return quirks.contains(quirk);
    }

    LuxtronikDocument document(int base) {
        LuxtronikValue values = new LuxtronikValue(language, is(LuxtronikQuirk.DECIMAL_COMMA), seconds.getAsDouble());
        return new LuxtronikDocument(firmware, language, values, number -> id(base, number));
    }

    /** Ids look like addresses, and are. */
    String id(int base, int number) {
        return (is(LuxtronikQuirk.DOUBLE_PREFIX_IDS) ? "0x0x" : "0x") + Integer.toHexString(base + number * 0x48);
    }
}
