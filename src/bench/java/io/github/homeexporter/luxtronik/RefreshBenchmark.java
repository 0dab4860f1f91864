package io.github.homeexporter.luxtronik;

import io.github.homeexporter.conversation.Conversation.Line;
import io.github.homeexporter.luxtronik.document.LuxtronikConversation;
import io.github.homeexporter.luxtronik.document.LuxtronikSettings;
import io.github.homeexporter.luxtronik.document.LuxtronikSettings.Language;
import io.github.homeexporter.luxtronik.document.LuxtronikSettings.PollMode;
import io.github.homeexporter.net.Fault;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.SamplesComponent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One answer to REFRESH, from the text of the frame through the shipped rules into the store. A third of the values changes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(jvmArgs = {"-Xmx96m", "-XX:+UseSerialGC"})
public class RefreshBenchmark implements Line {
    private static final int SECTION = 16;

    @Param({"64", "564"})
    int values;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final String[] answers = new String[8];
    private LuxtronikConversation conversation;
    private Endpoint in;
    private Producer producer;
    private int next;

    @Setup
    public void start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("mutate:rules/luxtronik.yaml").to("samples:store");
            }
        });
        context.start();
        in = context.getEndpoint("direct:in");
        producer = in.createProducer();
        producer.start();
        Duration interval = Duration.ofSeconds(1);
        conversation = new LuxtronikConversation(
                new LuxtronikSettings(
                        "luxtronik",
                        interval,
                        Duration.ZERO,
                        interval,
                        PollMode.REFRESH,
                        Language.AUTO,
                        List.of(""),
                        Naming.LEGACY,
                        "0"),
                Clock.systemUTC());
        conversation.opened(this, 0);
        conversation.text("<Navigation id='1'><item id='2'><name>Informationen</name></item></Navigation>", this, 1);
        conversation.text(content(), this, 2);
        for (int a = 0; a < answers.length; a++) {
            answers[a] = answer(a);
        }
        refresh();
        if (SamplesComponent.store(context).devices().get(0).series() < values) {
            throw new IllegalStateException("not every value arrives in the store");
        }
    }

    @TearDown
    public void stop() {
        context.stop();
    }

    @Benchmark
    public void refresh() {
        conversation.text(answers[next++ % answers.length], this, next);
    }

    private String content() {
        StringBuilder xml = new StringBuilder("<Content id='2'><name>Informationen</name>");
        for (int i = 0; i < values; i++) {
            if (i % SECTION == 0) {
                xml.append(i == 0 ? "" : "</item>")
                        .append("<item id='s" + i + "'><name>Bereich " + i / SECTION + "</name>");
            }
            xml.append("<item id='v" + i + "'><name>Wert " + i + "</name><value>" + value(i, 0) + "</value></item>");
        }
        return xml.append("</item></Content>").toString();
    }

    private String answer(int round) {
        StringBuilder xml = new StringBuilder("<values>");
        for (int i = 0; i < values; i++) {
            xml.append("<item id='v" + i + "'><value>" + value(i, round) + "</value></item>");
        }
        return xml.append("</values>").toString();
    }

    private static String value(int i, int round) {
        int moving = i % 3 == 0 ? round * 7 + i : i;
        return switch (i % 4) {
            case 0 -> moving / 10 + "." + moving % 10 + "°C";
            case 1 -> moving % 2 == 0 ? "Ein" : "Aus";
            case 2 -> moving + " l/h";
            default -> moving + ":02:23";
        };
    }

    @Override
    public void emit(Batch batch) {
        Exchange exchange = in.createExchange();
        exchange.getMessage().setBody(batch);
        try {
            producer.process(exchange);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void send(String text) {}

    @Override
    public void ready() {}

    @Override
    public void error(String reason) {
        throw new IllegalStateException(reason);
    }

    @Override
    public void fail(Fault fault) {
        throw new IllegalStateException(fault.sentence());
    }
}
