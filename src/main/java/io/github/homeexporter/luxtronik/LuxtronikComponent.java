package io.github.homeexporter.luxtronik;

import io.github.homeexporter.conversation.ConversationConsumer.Timing;
import io.github.homeexporter.net.HostPort;
import io.github.homeexporter.sample.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scheme {@code luxtronik:}. */
@Component("luxtronik")
public class LuxtronikComponent extends DefaultComponent {
    private final Timing timing;
    private final BinaryTiming binary;

    /**
     * @param ports in the order they are tried
     * @param shortest interval
     * @param patience with a binary interface that is refused, where the WebSocket is another way
     */
    record BinaryTiming(
            List<Integer> ports, Duration shortest, Duration parametersEvery, Duration flagsEvery, Duration patience) {
        static final BinaryTiming DEFAULT = new BinaryTiming(
                BinaryConsumer.PORTS,
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                Duration.ofMinutes(10));
        private static final Logger LOG = LoggerFactory.getLogger(LuxtronikComponent.class);
        /** 1,900 numbers take a tenth of a second. */
        private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

        Duration interval(HostPort at, Duration meant) {
            return meant.compareTo(shortest) < 0 ? told(at, "interval", meant, shortest) : meant;
        }

        /** @param usual nobody wrote it */
        Duration answer(HostPort at, Duration meant, boolean usual) {
            boolean longer = meant.compareTo(LONGEST_ANSWER) > 0;
            return longer && !usual
                    ? told(at, "answerTimeout", meant, LONGEST_ANSWER)
                    : longer ? LONGEST_ANSWER : meant;
        }

        private static Duration told(HostPort at, String option, Duration meant, Duration kept) {
            LOG.warn(
                    "{}: {} of {} is not in force: with the binary interface it is {}",
                    at,
                    option,
                    Durations.words(meant),
                    Durations.words(kept));
            return kept;
        }
    }

    public LuxtronikComponent() {
        this(Timing.DEFAULT, BinaryTiming.DEFAULT);
    }

    /** For tests that do not want to wait. */
    LuxtronikComponent(Timing timing, BinaryTiming binary) {
        this.timing = timing;
        this.binary = binary;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        LuxtronikEndpoint endpoint = new LuxtronikEndpoint(uri, this, remaining, timing, binary);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
