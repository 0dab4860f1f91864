package io.github.homeexporter.sample;

import io.github.homeexporter.sample.DeviceStatus.DeviceState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/**
 * A part of what a device says that was not to be had, though it is up.
 *
 * @param reason a word for the label {@code reason}: few different ones, no values in it
 * @param sentence what is missing and why; no secrets
 */
public record Lack(String reason, String sentence) {
    /** All of one device: findings as long as they last, a line when one begins and one when the device says all again. */
    static final class Lacks {
        /** Told in the log: what comes and goes with every reading must not fill it. */
        private static final int MOST_TIMES = 3;

        private static final int MOST_SENTENCES = 50;

        private final String device;
        private final SelfMetrics self;
        private final Logger log;
        private final Map<String, Integer> told = new HashMap<>();
        private List<String> now = List.of();
        private boolean open;

        Lacks(String device, SelfMetrics self, Logger log) {
            this.device = device;
            this.self = self;
            this.log = log;
        }

        void are(List<Lack> parts) {
            List<String> sentences =
                    parts.stream().map(Lack::sentence).distinct().toList();
            if (sentences.equals(now)) {
                return;
            }
            for (String sentence : sentences) {
                boolean room = told.size() < MOST_SENTENCES || told.containsKey(sentence);
                if (!now.contains(sentence) && room && told.merge(sentence, 1, Integer::sum) <= MOST_TIMES) {
                    log.warn("{}: {}", device, sentence);
                    open = true;
                }
            }
            if (sentences.isEmpty() && open) {
                log.info("{}: says all again", device);
                open = false;
            }
            now = sentences;
            self.faults(device, sentences);
        }

        /** Of a device that is not up what it lacked before says nothing. */
        void enter(DeviceState state) {
            if (state != DeviceState.UP) {
                open = false;
                are(List.of());
            }
        }
    }
}
