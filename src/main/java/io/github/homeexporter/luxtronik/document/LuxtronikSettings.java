package io.github.homeexporter.luxtronik.document;

import io.github.homeexporter.sample.Naming;
import java.time.Duration;
import java.util.Arrays;
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

    /** Languages whose word for the information page is known; from the controllers' own language files. */
    public enum Language {
        /** Any of the others. */
        AUTO(""),
        DE("Informationen"),
        EN("information"),
        NL("Informatie"),
        CS("Informace"),
        FI("Informaatio");

        private final String information;

        Language(String information) {
            this.information = information;
        }

        /** Whether a page of that name is the one with the values, in this language. */
        boolean isInformation(String name) {
            return this == AUTO
                    ? Arrays.stream(values()).anyMatch(each -> each != AUTO && each.isInformation(name))
                    : information.equalsIgnoreCase(name);
        }
    }

    /** How values are asked for. */
    public enum PollMode {
        /** Only the values, and the whole page now and then: short answers. */
        REFRESH,
        /** The whole page each time, for controllers that do not answer {@code REFRESH} as they should. */
        GET
    }
}
