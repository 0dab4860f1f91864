package io.github.homeexporter.isg.sgready;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Device;
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

/** Brings the level that is wanted to the heat pump, one at a time, and keeps it there. */
final class SgReadyHold {
    static final String NAME = "isg-sgready";
    private static final Logger LOG = LoggerFactory.getLogger(SgReadyHold.class);
    private static final String FUNCTION = "switch_sg_ready_on_and_off";
    private static final String STATE = "sg_ready_operating_state";

    private final SgReadyDecision decision;
    private final SgReadyMetrics metrics = new SgReadyMetrics();
    private final SampleStore store;
    private final Device device;
    private final ProducerTemplate template;
    private final String write;
    private final boolean switchOn;

    SgReadyHold(SgReadyEndpoint endpoint) {
        decision = new SgReadyDecision(
                endpoint.getLabel(),
                endpoint.isAllowForce(),
                endpoint.minimumTime(),
                endpoint.maxHold(),
                System::nanoTime);
        write = endpoint.getWrite();
        switchOn = endpoint.isSwitchOn();
        store = SamplesComponent.store(endpoint.getCamelContext());
        device = store.device(NAME, NAME);
        template = endpoint.getCamelContext().createProducerTemplate();
        device.connecting();
        device.up();
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
        try {
            return change();
        } finally {
            publish();
        }
    }

    /** Sets what had to wait, lets go of alerts that are over, and writes a level that is not normal again. */
    synchronized void hold() {
        try {
            SgReadyLevel set = decision.set();
            change();
            // some heat pumps forget their inputs within a minute
            if (set != null && set == decision.set() && set != SgReadyLevel.NORMAL) {
                write(set);
            }
        } catch (SgReadyFault e) {
            LOG.warn("sg ready: {}; tried again", e.getMessage());
        } finally {
            publish();
        }
    }

    private String change() throws SgReadyFault {
        SgReadyLevel wanted = decision.wanted();
        if (!decision.isChange(wanted)) {
            return "unchanged: " + wanted;
        }
        Duration wait = decision.wait(wanted);
        if (!wait.isZero()) {
            LOG.info("sg ready: {} is wanted, set in {} s (isg.sgready.minimum-time)", wanted, wait.toSeconds());
            return "waiting: " + wanted;
        }
        SgReadyLevel before = decision.set();
        write(wanted);
        decision.done(wanted);
        metrics.action(wanted.toString());
        List<String> reasons = decision.reasons(wanted);
        LOG.info(
                "sg ready: set from {} to {} {}",
                before == null ? "unknown" : before,
                wanted,
                reasons.isEmpty()
                        ? "because no alert fires"
                        : "because of " + SgReadyDecision.shown(String.join(", ", reasons)));
        return "set: " + wanted;
    }

    private void write(SgReadyLevel level) throws SgReadyFault {
        try {
            Map<?, ?> now = ask(List.of(FUNCTION));
            if (number(now, FUNCTION) != 1) {
                if (!switchOn) {
                    throw new SgReadyFault(
                            "the SG Ready function of the ISG is off (register 4001); switch it on there,"
                                    + " or set isg.sgready.switch-on=true",
                            null);
                }
                ask(Map.of(FUNCTION, 1));
            }
            ask(level.inputs());
        } catch (CamelExecutionException e) {
            throw failed("setting " + level + " failed: " + cause(e), e);
        } catch (SgReadyFault e) {
            throw failed(e.getMessage(), e);
        }
        state(level);
    }

    /** For people only: a heat pump takes its time to follow, and the level stands in its inputs by now. */
    private void state(SgReadyLevel level) {
        try {
            int said = (int) number(ask(List.of(STATE)), STATE);
            metrics.state(said);
            if (said != level.state()) {
                LOG.info("sg ready: the inputs say {}, the heat pump still says state {}", level, said);
            }
        } catch (CamelExecutionException e) {
            LOG.info("sg ready: the heat pump does not say its state: {}", cause(e));
        }
    }

    private Map<?, ?> ask(Object body) {
        return template.requestBody(write, body, Map.class);
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

    /** The heat pump could not be told. */
    static class SgReadyFault extends Exception {
        SgReadyFault(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }
}
