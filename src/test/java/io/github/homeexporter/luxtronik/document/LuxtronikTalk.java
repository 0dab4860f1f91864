package io.github.homeexporter.luxtronik.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.luxtronik.Recorder;
import io.github.homeexporter.luxtronik.document.LuxtronikSettings.Language;
import io.github.homeexporter.luxtronik.document.LuxtronikSettings.PollMode;
import io.github.homeexporter.sample.Naming;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A conversation with a controller that says what the test wants. */
abstract class LuxtronikTalk {
    static final String MENU = "<Navigation id='0x10'><item id='0x11'><name>Informationen</name></item>"
            + "<item id='0x12'><name>Einstellungen</name></item></Navigation>";
    static final String PAGE = "<Content id='0x11'><name>Informationen</name>"
            + "<item id='0x20'><name>Temperaturen</name>"
            + "<item id='0x21'><name>Vorlauf</name><value>30.1°C</value></item>"
            + "<item id='0x22'><name>Rücklauf</name><value>27.4°C</value></item></item>"
            + "<item id='0x30'><name>Eingänge</name>"
            + "<item id='0x31'><name>HD</name><value>Aus</value></item>"
            + "<item id='0x32'><name>HD</name><value>12.50 bar</value></item></item>"
            + "<item id='0x40'><name>Energiemonitor</name><item id='0x41'><name>Wärmemenge</name>"
            + "<item id='0x42'><name>Gesamt</name><value>1.5 kWh</value></item></item></item></Content>";
    final Recorder line = new Recorder();
    long now = 1_000_000_000_000L;
    LuxtronikConversation conversation = conversation(PollMode.REFRESH, Language.AUTO, "");

    static LuxtronikConversation conversation(PollMode mode, Language language, String page) {
        LuxtronikSettings settings = new LuxtronikSettings(
                "luxtronik",
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                Duration.ofSeconds(10),
                mode,
                language,
                List.of(page.split(",")),
                Naming.LEGACY,
                "999999");
        return new LuxtronikConversation(
                settings, Clock.fixed(Instant.ofEpochMilli(1_763_700_000_500L), ZoneOffset.UTC));
    }

    /** Whatever was answered: nothing but reading was asked for. */
    @AfterEach
    void onlyReads() {
        assertThat(line.sent).allMatch(c -> c.matches("LOGIN;999999|GET;[^;]+|REFRESH"));
    }

    void hear(String message) {
        conversation.text(message, line, now);
    }

    void after(Duration time) {
        now += time.toNanos();
        conversation.tick(line, now);
    }

    void open() {
        conversation.opened(line, now);
        hear(MENU);
        hear(PAGE);
    }

    void poll(String answer) {
        after(Duration.ofSeconds(30));
        hear(answer);
    }

    static String values(String... idsAndValues) {
        StringBuilder out = new StringBuilder("<values>");
        for (int i = 0; i < idsAndValues.length; i += 2) {
            out.append("<item id='").append(idsAndValues[i]).append("'><value>");
            out.append(idsAndValues[i + 1]).append("</value></item>");
        }
        return out.append("</values>").toString();
    }
}
