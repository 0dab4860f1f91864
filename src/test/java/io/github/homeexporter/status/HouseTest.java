package io.github.homeexporter.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.homeassistant.entity.OwnEntities;
import io.github.homeexporter.sample.Batch;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.Naming;
import io.github.homeexporter.sample.SampleStore;
import io.github.homeexporter.sample.Samples;
import io.github.homeexporter.sample.Series;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first part of the page: of all series only what a family asks for. */
class HouseTest {
    private final SampleStore store = new SampleStore();

    private void publish(String device, Samples samples) {
        store.device(device, device).up();
        store.publish(new Batch(device, device, Duration.ofSeconds(30), true, Naming.LEGACY, 1, samples));
    }

    private static Series gauge(String name, String unit, Map<String, String> labels) {
        return Series.of(MetricFamily.gauge(name, unit, ""), labels);
    }

    @Test
    void power_energy_of_the_day_rooms_and_modes_are_in_it_and_nothing_else() {
        publish(
                "plug",
                new Samples()
                        .add(gauge("plug_power_watts", "watts", Map.of()), 61.5)
                        .add(gauge("plug_energy_today_watt_hours", "watt_hours", Map.of()), 420)
                        .add(gauge("plug_energy_watt_hours", "watt_hours", Map.of()), 9_000)
                        .add(gauge("plug_voltage_volts", "volts", Map.of()), 230)
                        .add(gauge("plug_room_celsius", "celsius", Map.of("room", "Bath")), 21)
                        .add(gauge("plug_inside_celsius", "celsius", Map.of()), 40));
        Map<String, ?> house = new House(() -> OwnEntities.NONE).of(store, "now");
        assertThat(house.toString())
                .contains(
                        "power=[{device=plug, where=plug, name=Power, value=61.5, unit=W, series={name=plug_power_watts, labels={},")
                .contains("energy_today=[{device=plug, where=plug, name=Energy today, value=420, unit=Wh, series=")
                .contains("temperatures=[{device=plug, where=Bath, name=Room, value=21, unit=°C, series=");
        assertThat(house.keySet()).doesNotContain("modes");
    }

    /** A number alone says nothing to a person. */
    @Test
    void what_a_flag_a_moment_and_a_number_without_unit_are_is_said_by_the_table_of_entities() {
        Series pump = gauge("isg_flag_heizkreispumpe", "", Map.of());
        Series defrost = gauge("pump_last_defrost", "", Map.of());
        Series power = gauge("current_consumption", "", Map.of("host", "192.0.2.7"));
        Series known = gauge("plug_power_watts", "watts", Map.of());
        publish(
                "isg",
                new Samples()
                        .add(pump, 1)
                        .add(defrost, 1_700_000_000)
                        .add(power, 3)
                        .add(known, 4));
        House house = new House(() -> OwnEntities.NONE);
        house.of(store, "now");
        assertThat(house.shown("isg", pump)).isEqualTo(Map.of("as", "flag", "class", "running"));
        assertThat(house.shown("isg", defrost)).isEqualTo(Map.of("as", "time"));
        assertThat(house.shown("isg", power)).isEqualTo(Map.of("unit", "W"));
        assertThat(house.shown("isg", known)).isEmpty();
        assertThat(house.shown("nobody", known)).isEmpty();
    }

    @Test
    void a_device_of_very_many_series_is_left_to_the_list() {
        Samples many = new Samples();
        for (int i = 0; i < 3_500; i++) {
            many.add(gauge("plant_watts", "watts", Map.of("n", "" + i)), i);
        }
        publish("plant", many);
        assertThat(new House(() -> OwnEntities.NONE).of(store, "now")).isEmpty();
    }
}
