package io.github.homeexporter.tapo.plug;

import io.github.homeexporter.tapo.wire.TransportFault;

/** One cycle of a plug: the questions and what the answers add up to. */
interface Poll {
    /** The next question as JSON; null when all is asked. The same again until it is answered. */
    String question();

    void answer(String json) throws TransportFault;

    /** Whether the first answer showed that the plug is of the other family. */
    boolean isOtherFamily();

    /** When all is asked. */
    PlugAnswer result();
}
