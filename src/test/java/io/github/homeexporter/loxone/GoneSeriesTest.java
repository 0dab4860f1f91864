package io.github.homeexporter.loxone;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.DeviceSamples.StoredSample;
import io.github.homeexporter.sample.MetricFamily.FamilyView;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.SampleStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A text state in the store: one series at any time, and none of another device goes with it. */
class GoneSeriesTest {
    private final SampleStore store = new SampleStore();
    private final FakeMiniserver miniserver = new FakeMiniserver();

    private List<String> infos() {
        miniserver.batches.forEach(store::publish);
        miniserver.batches.clear();
        List<String> lines = new ArrayList<>();
        for (FamilyView family : store.families()) {
            for (int i = 0; family.family().name().equals("loxone_control_info") && i < family.size(); i++) {
                lines.add(family.series(i).labels().get("value") + " " + family.value(i));
            }
        }
        return lines;
    }

    @Test
    void only_the_newest_text_is_there() {
        Sessions sessions = new Sessions();
        sessions.exposition = House.withTexts(Naming.LEGACY);
        miniserver.accept(sessions.open().conversation(false));
        miniserver.table(3, Wire.text(House.BOILER_TEXT, "off"));
        assertThat(infos()).containsExactly("off 1.0");
        for (String text : List.of("heating", "hot water", "off", "off")) {
            miniserver.table(3, Wire.text(House.BOILER_TEXT, text));
            assertThat(infos()).containsExactly(text + " 1.0");
        }
        assertThat(store.devices()).singleElement().satisfies(device -> assertThat(device.series())
                .isEqualTo(2));
    }

    @Test
    void what_the_route_left_before_its_settings_changed_goes_with_the_first_structure() {
        Sessions sessions = new Sessions();
        sessions.exposition = House.withTexts(Naming.LEGACY);
        miniserver.accept(sessions.open().conversation(false));
        miniserver.table(3, Wire.text(House.BOILER_TEXT, "off"));
        assertThat(infos()).hasSize(1);
        sessions.exposition = House.exposition(Naming.LEGACY);
        LoxoneSession restarted = sessions.open();
        String device = store.devices().get(0).name();
        restarted.left(
                () -> store.samples(device).stream().map(StoredSample::series).toList());
        miniserver.accept(restarted.conversation(false));
        assertThat(infos()).isEmpty();
    }

    @Test
    void series_of_another_device_stays() {
        Sessions sessions = new Sessions();
        sessions.exposition = House.withTexts(Naming.LEGACY);
        miniserver.accept(sessions.open().conversation(false));
        miniserver.table(3, Wire.text(House.BOILER_TEXT, "off"));
        assertThat(infos()).hasSize(1);
        miniserver.table(3, Wire.text(House.BOILER_TEXT, "on"));
        Batch gone = miniserver.batches.remove(0);
        store.publish(new Batch(
                "other", gone.kind(), gone.interval(), false, gone.naming(), gone.timestampMillis(), gone.values()));
        assertThat(infos()).containsExactly("off 1.0", "on 1.0");
    }
}
