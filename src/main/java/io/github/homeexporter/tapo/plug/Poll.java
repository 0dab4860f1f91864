package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.tapo.wire.TransportFault;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One cycle of a plug: the questions and what the answers add up to. */
interface Poll {
    /** The next question as JSON; null when all is asked. The same again until it is answered. */
    String question();

    void answer(String json) throws TransportFault;

    /** Whether the first answer showed that the plug is of the other family. */
    boolean isOtherFamily();

    /** When all is asked. */
    PlugAnswer result();

    /** What was learnt about a plug by asking: it holds until its firmware changes. */
    static final class Knowledge {
        /** What a Kasa plug's statistics said last. */
        record Statistics(String date, double today, double month) {}

        private String firmware = "";
        private final Set<String> unsupported = new HashSet<>();
        final Map<String, Statistics> statistics = new HashMap<>();
        long statisticsAt;

        /** Whether the plug takes one question at a time only. */
        boolean singles;

        /** Whether it was asked for its parts, and what it said. */
        boolean described;

        boolean metering;
        boolean strip;

        void firmware(String now) {
            if (!firmware.isEmpty() && !now.equals(firmware)) {
                unsupported.clear();
                singles = false;
                described = false;
            }
            firmware = now;
        }

        void unsupported(String outlet, String method) {
            unsupported.add(outlet + ' ' + method);
        }

        boolean isSupported(String outlet, String method) {
            return !unsupported.contains(outlet + ' ' + method);
        }
    }
}
