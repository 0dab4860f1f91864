package io.github.homeexporter.homeassistant;

import io.github.homeexporter.words.Glob;
import java.time.Duration;
import java.util.List;

/**
 * What is published, and how often.
 *
 * @param minInterval least time between two states of one entity
 * @param heartbeat every state is sent again after this long, changed or not
 * @param removeAfter how long something must be gone, while its device answers, until Home Assistant is told to forget it
 * @param qos of states, 0 or 1
 * @param includeDevices names or kinds; empty for all
 * @param include metrics that are there although they are left out by default
 * @param exclude metrics that are not there
 * @param isgPrefix base of isg_exporter's topics, empty for none of them
 */
record PublishSettings(
        Topics topics,
        Duration minInterval,
        Duration heartbeat,
        Duration removeAfter,
        int qos,
        List<Glob> includeDevices,
        List<Glob> excludeDevices,
        List<Glob> include,
        List<Glob> exclude,
        String isgPrefix) {

    boolean wantsDevice(String name, String kind) {
        boolean in = includeDevices.isEmpty() || Glob.any(includeDevices, name) || Glob.any(includeDevices, kind);
        return in && !Glob.any(excludeDevices, name) && !Glob.any(excludeDevices, kind);
    }

    boolean wantsMetric(String name) {
        return !Glob.any(exclude, name);
    }
}
