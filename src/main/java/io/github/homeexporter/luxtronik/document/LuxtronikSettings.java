package io.github.homeexporter.luxtronik.document;

import io.github.homeexporter.sample.Naming;
import java.time.Duration;
import java.util.List;

/**
 * What a conversation is to do.
 *
 * @param device the name under which the values are exported
 * @param interval between two requests for values
 * @param reget between two requests for the whole page; zero for only when the values call for it
 * @param answerWithin how long the controller may take for one answer
 * @param pages names of the top-level pages; an empty one is the information page
 * @param password for the login; any gives reading
 */
public record LuxtronikSettings(
        String device,
        Duration interval,
        Duration reget,
        Duration answerWithin,
        PollMode mode,
        Language language,
        List<String> pages,
        Naming naming,
        String password) {
    @Override
    public String toString() {
        return "settings of " + device;
    }
}
