package io.github.homeexporter.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.modbus.protocol.Cycle;
import io.github.homeexporter.modbus.protocol.Cycle.Unanswered;
import io.github.homeexporter.modbus.protocol.Request;
import io.github.homeexporter.modbus.protocol.Request.Reply;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list of a device's SunSpec models when an answer is lost on the way: half of it is not taken for all. */
class SunSpecModelsTest {
    private static final int AFTER_THE_INVERTER = 40_122;

    private boolean silent = true;

    private final Polling polling =
            new Polling(RegisterFiles.load("registers/sunspec.csv"), 1, Map.of(), this::answer, System::nanoTime);

    @Test
    void a_list_that_ends_in_silence_is_asked_for_again() throws Exception {
        polling.poll();
        assertThat(polling.map()).isEmpty();
        silent = false;
        polling.poll();
        assertThat(polling.map()).isPresent();
        assertThat(polling.poll().faults()).isEmpty();
    }

    @Test
    void what_a_list_had_that_always_ends_so_is_read_and_the_rest_is_said_to_be_missing() throws Exception {
        for (int i = 0; i < 4; i++) {
            polling.poll();
        }
        assertThat(polling.map()).isPresent();
        Cycle cycle = polling.poll();
        assertThat(cycle.faults()).singleElement().asString().contains("40122");
    }

    private Reply answer(Request request) throws Unanswered {
        return switch (request.address()) {
            case 40_000 -> words(0x5375, 0x6E53);
            case 40_002 -> request.count() == 2 ? words(1, 66) : new Reply(0, new short[request.count()]);
            case 40_070 -> request.count() == 2 ? words(103, 50) : new Reply(0, new short[request.count()]);
            case AFTER_THE_INVERTER -> {
                if (silent) {
                    throw new Unanswered(Unanswered.Cause.TIMEOUT, "no answer within 3 s", null);
                }
                yield words(0xFFFF, 0);
            }
            default -> new Reply(0, new short[request.count()]);
        };
    }

    private static Reply words(int first, int second) {
        return new Reply(0, new short[] {(short) first, (short) second});
    }
}
