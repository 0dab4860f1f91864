package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.loxone.state.MiniserverModel;
import io.github.homeexporter.loxone.state.ModelBuilder;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventOrderTest {
    private static final int EVENTS = 100_000;
    private static final List<StateUuid> STATES =
            List.of(House.POWER, House.TOTAL, House.AIR, House.SWITCH, House.TEMP_ACTUAL);

    @Test
    void hundred_thousand_events_are_neither_lost_nor_out_of_order_whatever_comes_between() {
        FakeMiniserver miniserver = new FakeMiniserver();
        miniserver.accept(new Sessions().open().conversation(false));
        miniserver.batches.clear();
        Random random = new Random(7);
        Map<StateUuid, List<Double>> sent = new HashMap<>();
        for (int number = 0; number < EVENTS; ) {
            int count = Math.min(EVENTS - number, 1 + random.nextInt(200));
            ByteBuffer table = ByteBuffer.allocate(24 * count).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < count; i++) {
                StateUuid uuid = STATES.get(random.nextInt(STATES.size()));
                table.putLong(uuid.first()).putLong(uuid.second()).putDouble(number);
                sent.computeIfAbsent(uuid, u -> new ArrayList<>()).add((double) number++);
            }
            miniserver.estimates = random.nextInt(5) == 0;
            miniserver.table(2, table.flip());
            disturb(miniserver, random);
        }
        assertThat(miniserver.fault).isNull();
        assertThat(miniserver.errors).isNotEmpty();
        assertThat(received(miniserver)).isEqualTo(expected(sent));
    }

    private static void disturb(FakeMiniserver miniserver, Random random) {
        LoxoneConversation to = miniserver.conversation;
        switch (random.nextInt(8)) {
            case 0 -> to.binary(Wire.header(6, 0), miniserver, miniserver.now);
            case 1 -> to.binary(Wire.hex("030200"), miniserver, miniserver.now);
            case 2 -> to.binary(ByteBuffer.allocate(24), miniserver, miniserver.now);
            case 3 -> miniserver.say("{\"LL\":{\"control\":\"x\",\"value\":1,\"code\":200}}");
            case 4 -> {
                to.binary(Wire.header(2, 48), miniserver, miniserver.now);
                to.binary(Wire.values(House.AIR, -1), miniserver, miniserver.now);
            }
            case 5 -> to.binary(Wire.header(3, 24), miniserver, miniserver.now);
            case 6 -> miniserver.table(3, Wire.text(House.BOILER_TEXT, "between"));
            default -> miniserver.table(2, Wire.values(new StateUuid(1, 1), -1));
        }
    }

    private static Map<Series, List<Double>> received(FakeMiniserver miniserver) {
        Map<Series, List<Double>> received = new HashMap<>();
        for (Batch batch : miniserver.batches) {
            Samples samples = (Samples) batch.values();
            for (int i = 0; i < samples.size(); i++) {
                received.computeIfAbsent(samples.series(i), s -> new ArrayList<>())
                        .add(samples.value(i));
            }
        }
        return received;
    }

    private static Map<Series, List<Double>> expected(Map<StateUuid, List<Double>> sent) {
        MiniserverModel model = ModelBuilder.build(House.structure(), House.exposition(Naming.LEGACY));
        Map<Series, List<Double>> expected = new HashMap<>();
        sent.forEach((uuid, values) -> {
            Samples one = new Samples();
            model.number(uuid.first(), uuid.second(), 0, one);
            expected.put(one.series(0), values);
        });
        return expected;
    }
}
