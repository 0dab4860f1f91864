package io.github.homeexporter.homeassistant;

import io.github.homeexporter.homeassistant.PublishSettings.Topics;
import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** {@code --mqtt-clear}: takes from the broker all that this program ever announced or published under its topics. */
public final class MqttClear {
    private static final long LOOK_MILLIS = 100;
    private static final long PATIENCE_SECONDS = 12;
    /** Taken away in one go. */
    private static final int MOST_AT_ONCE = 50_000;

    private final MqttOptions options;
    private final Topics topics;

    private MqttClear(MqttOptions options) {
        this.options = options;
        this.topics = options.publish().topics();
    }

    /** @return 0, or 1 with a line on {@code err} that says what is wrong */
    public static int run(HomeassistantEndpoint endpoint, PrintStream out, PrintStream err)
            throws InterruptedException {
        endpoint.init();
        return new MqttClear(endpoint.getOptions()).run(out, err);
    }

    private int run(PrintStream out, PrintStream err) throws InterruptedException {
        BrokerClient client = null;
        Throwable why = null;
        for (boolean mqtt5 : options.mqtt5() == null ? new boolean[] {true, false} : new boolean[] {options.mqtt5()}) {
            try {
                BrokerClient tried =
                        BrokerClient.of(mqtt5, true, options, options.tls().read(), cause -> {});
                waitFor(tried.connect());
                client = tried;
                break;
            } catch (ExecutionException | TimeoutException e) {
                why = e;
            }
        }
        if (client == null) {
            err.println("mqtt: " + options.host() + ":" + options.port() + ": "
                    + BrokerFaults.of(why).sentence());
            return 1;
        }
        try {
            return clear(client, out, err);
        } catch (ExecutionException | TimeoutException e) {
            err.println("mqtt: " + BrokerFaults.of(e).sentence());
            return 1;
        } finally {
            var unused = client.disconnect();
        }
    }

    private int clear(BrokerClient client, PrintStream out, PrintStream err)
            throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> own = ConcurrentHashMap.newKeySet();
        AtomicBoolean runs = new AtomicBoolean();
        AtomicLong heard = new AtomicLong();
        BrokerClient.Inbox inbox = (topic, payload, retained) -> {
            heard.set(Link.now());
            boolean ours = topic.startsWith(topics.base() + "/") || Retained.isOurs(payload, topics);
            if (retained && !payload.isEmpty() && ours && own.size() < MOST_AT_ONCE) {
                own.add(topic);
            }
            // also when it comes only now: a program that has just begun says so last
            if (topic.equals(topics.bridge()) && payload.equals("online")) {
                runs.set(true);
            }
        };
        for (String filter : topics.configs()) {
            waitFor(client.subscribe(filter, inbox));
        }
        waitFor(client.subscribe(topics.base() + "/#", inbox));
        long begun = Link.now();
        heard.set(begun);
        while (!Link.isOver(Link.now() - begun, Link.now() - heard.get())) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        if (runs.get()) {
            err.println("mqtt: the program runs and would announce everything again: stop it first");
            return 1;
        }
        // what announces goes first, or Home Assistant would show what it announces as unknown for a moment
        for (boolean discovery : new boolean[] {true, false}) {
            for (String topic : own) {
                if (topic.startsWith(topics.base() + "/") != discovery) {
                    waitFor(client.publish(Message.removal(Message.Kind.DISCOVERY, topic)));
                }
            }
        }
        long announced = own.stream()
                .filter(topic -> !topic.startsWith(topics.base() + "/"))
                .count();
        out.println("removed " + announced + " discovery messages and " + (own.size() - announced) + " topics below "
                + topics.base() + "/" + (own.size() == MOST_AT_ONCE ? "; there are more: run it again" : ""));
        return 0;
    }

    private static void waitFor(java.util.concurrent.CompletableFuture<?> done)
            throws InterruptedException, ExecutionException, TimeoutException {
        done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
