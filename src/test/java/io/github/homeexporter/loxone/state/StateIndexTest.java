package io.github.homeexporter.loxone.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.loxone.House;
import io.github.homeexporter.loxone.frame.StateUuid;
import io.github.homeexporter.loxone.state.MiniserverModel.StateIndex;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StateIndexTest {
    @Test
    void grows_and_keeps_every_state() {
        StateIndex index = new StateIndex();
        Map<StateUuid, State> made = new HashMap<>();
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            // as in a house: most bits are the same, some UUIDs come again
            StateUuid uuid = House.uuid(random.nextInt(0xffff));
            State state = index.getOrMake(uuid);
            assertThat(made.getOrDefault(uuid, state)).isSameAs(state);
            made.put(uuid, state);
        }
        assertThat(index.size()).isEqualTo(made.size());
        made.forEach((uuid, state) -> assertThat(index.get(uuid)).isSameAs(state));
        assertThat(index.get(House.uuid(0xffff))).isNull();
    }

    @Test
    void state_of_all_zeros_is_a_state_like_any_other() {
        StateIndex index = new StateIndex();
        assertThat(index.get(0, 0)).isNull();
        State state = index.getOrMake(new StateUuid(0, 0));
        assertThat(index.get(0, 0)).isSameAs(state);
    }
}
