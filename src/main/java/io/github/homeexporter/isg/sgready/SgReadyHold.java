package io.github.homeexporter.isg.sgready;

import io.github.homeexporter.isg.sgready.SgReadyDecision.AlertBody;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Device;
import io.github.homeexporter.sample.Durations;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.SamplesComponent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the level that is wanted to the heat pump, one at a time, and keeps it there. What the heat pump has is read from it
 * before each decision, never remembered.
 */
final class SgReadyHold {
    static final String NAME = "isg-sgready";
    private static final Logger LOG = LoggerFactory.getLogger(SgReadyHold.class);
    private static final String FUNCTION = "switch_sg_ready_on_and_off";
    private static final String STATE = "sg_ready_operating_state";
    /** Of the calls of {@link #hold}, while there is nothing to hold. */
    private static final int LOOK_EVERY = 15;

    private final SgReadyDecision decision;
    private final Duration longest;
    private final SgReadyMetrics metrics = new SgReadyMetrics();
    private final SampleStore store;
    private final Device device;
    private final ProducerTemplate template;
    private final String write;
    private final boolean switchOn;
    private SgReadyLevel tried;
    private int calls;
    private int state;

    SgReadyHold(SgReadyEndpoint endpoint) {
        longest = endpoint.maxHold();
        decision = new SgReadyDecision(
                endpoint.getLabel(), endpoint.isAllowForce(), endpoint.minimumTime(), longest, System::nanoTime);
        write = endpoint.getWrite();
        switchOn = endpoint.isSwitchOn();
        store = SamplesComponent.store(endpoint.getCamelContext());
        device = store.device(NAME, NAME);
        template = endpoint.getCamelContext().createProducerTemplate();
        device.connecting();
        publish();
    }

    /** A call that could not be taken. */
    synchronized void refused(String reason, String sentence) {
        metrics.error();
        device.error(reason, sentence);
        LOG.warn("sg ready: refused a call: {}", sentence);
        publish();
    }

    /**
     * Takes alerts and sets the level they want, unless it has to wait.
     *
     * @return what became of it
     * @throws SgReadyFault when the heat pump could not be told
     */
    synchronized String take(AlertBody body) throws SgReadyFault {
        for (String unknown : decision.take(body)) {
            metrics.action(SgReadyMetrics.UNKNOWN);
            LOG.warn("sg ready: {}", unknown);
        }
        if (body.truncated() > 0) {
            LOG.warn("sg ready: Alertmanager left out {} alerts; send fewer to this receiver", body.truncated());
        }
        return called();
    }

    /**
     * Takes the level that somebody else wishes, in the same way.
     *
     * @throws IllegalArgumentException when it is none
     */
    synchronized String wish(String source, String word) throws SgReadyFault {
        try {
            decision.wish(source, word);
        } catch (IllegalArgumentException e) {
            metrics.action(SgReadyMetrics.UNKNOWN);
            LOG.warn("sg ready: {} asks for {}", source, e.getMessage());
            publish();
            throw e;
        }
        return called();
    }

    private String called() throws SgReadyFault {
        try {
            return change();
        } catch (SgReadyFault e) {
            LOG.warn("sg ready: {}; tried again every 20 s", e.getMessage());
            throw e;
        } finally {
            publish();
        }
    }

    /** Sets what had to wait, lets go of what is over, and writes a level again that the heat pump has forgotten. */
    synchronized void hold() {
        if (calls++ % LOOK_EVERY != 0 && decision.isAtRest()) {
            return;
        }
        try {
            change();
        } catch (SgReadyFault e) {
            device.down("write", e.getMessage());
        } finally {
            publish();
        }
    }

    /** {@code {"mode":2,"level":"normal","wanted":"normal"}}: what the heat pump has, and what it is to have. */
    synchronized Map<String, Object> now() throws SgReadyFault {
        look();
        publish();
        SgReadyLevel shown = decision.shown();
        return Map.of(
                "mode",
                shown.state(),
                "level",
                shown.toString(),
                "wanted",
                decision.wanted().toString());
    }

    /** What the heat pump had when it was last looked at, empty before that. */
    synchronized String level() {
        return decision.shown() == null ? "" : decision.shown().toString();
    }

    private String change() throws SgReadyFault {
        boolean isOn = look();
        SgReadyLevel shown = decision.shown();
        SgReadyLevel wanted = decision.wanted();
        if (wanted == shown && wanted != tried) {
            decision.kept();
            return "unchanged: " + wanted;
        }
        Duration wait = decision.wait(wanted);
        if (!wait.isZero()) {
            LOG.info("sg ready: {} is wanted, set in {} s (isg.sgready.minimum-time)", wanted, wait.toSeconds());
            return "waiting: " + wanted;
        }
        // a write that was called a failure may have come through all the same
        if (wanted != shown) {
            tried = wanted;
            write(wanted, isOn);
        }
        tried = null;
        List<String> reasons = decision.reasons(wanted);
        String why = reasons.isEmpty()
                ? "because nobody wishes another level"
                : "because of " + SgReadyDecision.shown(String.join(", ", reasons));
        if (decision.isAgain(wanted)) {
            LOG.info("sg ready: the heat pump had fallen back to {}; set to {} again {}", shown, wanted, why);
        } else {
            metrics.action(wanted.toString());
            LOG.info("sg ready: set from {} to {} {}", shown, wanted, why);
        }
        decision.done(wanted);
        state(wanted);
        return "set: " + wanted;
    }

    /** @return whether the SG Ready function is on; while it is off the inputs mean nothing */
    private boolean look() throws SgReadyFault {
        Map<?, ?> now = ask(
                List.of(FUNCTION, SgReadyLevel.INPUT_1, SgReadyLevel.INPUT_2),
                "the heat pump does not say which level it has");
        boolean isOn = number(now, FUNCTION) == 1;
        SgReadyLevel level = isOn
                ? SgReadyLevel.of(number(now, SgReadyLevel.INPUT_1), number(now, SgReadyLevel.INPUT_2))
                : SgReadyLevel.NORMAL;
        if (decision.shows(level)) {
            LOG.info(
                    "sg ready: the heat pump has {}, and nobody is known to wish it; it stays until its alert is resolved, or"
                            + " for {} (isg.sgready.max-hold)",
                    level,
                    Durations.words(longest));
        }
        state(level);
        device.up();
        return isOn;
    }

    private void write(SgReadyLevel level, boolean isOn) throws SgReadyFault {
        if (!isOn) {
            if (!switchOn) {
                throw failed(
                        "the SG Ready function of the ISG is off (register 4001); switch it on there,"
                                + " or set isg.sgready.switch-on=true",
                        null);
            }
            ask(Map.of(FUNCTION, 1), "switching the SG Ready function on failed");
        }
        ask(level.inputs(), "setting " + level + " failed");
    }

    /** For people only: a heat pump takes its time to follow, and the level stands in its inputs by now. */
    private void state(SgReadyLevel level) {
        int before = state;
        try {
            state = (int) number(template.requestBody(write, List.of(STATE), Map.class), STATE);
        } catch (CamelExecutionException e) {
            state = 0;
            if (before != state) {
                LOG.info("sg ready: the heat pump does not say its state: {}", cause(e));
            }
        }
        metrics.state(state);
        if (state > 0 && state != level.state() && state != before) {
            LOG.info("sg ready: the inputs say {}, the heat pump says state {}", level, state);
        }
    }

    private Map<?, ?> ask(Object body, String failure) throws SgReadyFault {
        try {
            return template.requestBody(write, body, Map.class);
        } catch (CamelExecutionException e) {
            throw failed(failure + ": " + cause(e), e);
        }
    }

    private SgReadyFault failed(String sentence, Exception cause) {
        metrics.error();
        device.error("write", sentence);
        return new SgReadyFault(sentence, cause);
    }

    private static double number(Map<?, ?> values, String name) {
        return values != null && values.get(name) instanceof Number n ? n.doubleValue() : -1;
    }

    private void publish() {
        store.publish(new Batch(
                NAME,
                NAME,
                Duration.ZERO,
                true,
                Naming.LEGACY,
                System.currentTimeMillis(),
                metrics.samples(decision.wanted())));
    }

    /** What the route to the registers failed with. */
    private static String cause(CamelExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    void stop() {
        template.stop();
        device.stopped();
    }

    /** The heat pump could not be told, or does not say what it has. */
    static class SgReadyFault extends Exception {
        SgReadyFault(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }
}
