package io.github.homeexporter.homeassistant.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.formats.Json;
import io.github.homeexporter.homeassistant.Bench;
import io.github.homeexporter.homeassistant.Discovery;
import io.github.homeexporter.homeassistant.Schemas;
import io.github.homeexporter.homeassistant.entity.DeviceClass.StateClass;
import io.github.homeexporter.homeassistant.entity.DeviceRules.DeviceName;
import io.github.homeexporter.homeassistant.entity.EntityMapper.Mapped;
import io.github.homeexporter.sample.MetricFamily;
import io.github.homeexporter.sample.MetricFamily.MetricType;
import io.github.homeexporter.sample.Series;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraitsTest {
    private static final EntityRules RULES = EntityRules.shipped();

    @ParameterizedTest
    @CsvSource({
        "°C, temperature, °C, measurement",
        "kWh, energy, kWh, total",
        "bar, pressure, bar, measurement",
        "W, power, W, measurement",
        "%, '', %, measurement",
        "K, '', K, measurement",
        "dBm, signal_strength, dBm, measurement",
        "l/h, volume_flow_rate, m³/h, measurement",
        "Hz, frequency, Hz, measurement",
        "V, voltage, V, measurement",
        "A, current, A, measurement",
        "h, duration, h, measurement",
        "seconds, duration, s, measurement",
        "bytes, data_size, B, measurement",
        "l, '', L, measurement",
        "furlongs, '', furlongs, measurement",
        "Kilowatt Hours, energy, kWh, total",
        "degrees_celsius, temperature, °C, measurement",
        "kPa, pressure, kPa, measurement",
        "MJ, energy, MJ, total",
        "ug/m3, '', μg/m³, measurement",
        "Mbit/s, data_rate, Mbit/s, measurement"
    })
    void a_gauge_of_a_unit(String unit, String deviceClass, String shown, String state) {
        Traits traits = traits("thing_x", MetricType.GAUGE, unit);
        assertThat(traits.deviceClass()).isEqualTo(deviceClass);
        assertThat(traits.unit()).isEqualTo(shown);
        assertThat(traits.stateClass().word()).isEqualTo(state);
    }

    @Test
    void a_counter_of_energy_fits_the_energy_dashboard() {
        Traits traits = traits("thing_energy_joules_total", MetricType.COUNTER, "joules");
        assertThat(traits.deviceClass()).isEqualTo("energy");
        assertThat(traits.unit()).isEqualTo("kWh");
        assertThat(traits.stateClass()).isEqualTo(StateClass.TOTAL_INCREASING);
        assertThat(EntityState.number(18234.5 * 3.6e6 * traits.factor())).isEqualTo("18234.5");
    }

    @ParameterizedTest
    @CsvSource({
        "shed_energy_today_watt_hours, Wh, total_increasing",
        "shed_kilowatt_hours_daily, kWh, total_increasing",
        "shed_heat_week_kilowatt_hours, kWh, total_increasing",
        "shed_grid_import_kwh, kWh, total_increasing",
        "shed_battery_energy_kilowatt_hours, kWh, total",
        "shed_net_kilowatt_hours, kWh, total",
        "shed_average_today_watts, W, measurement",
        "shed_reactive_energy_kilovolt_ampere_reactive_hours, kvarh, total",
        "shed_charge_ampere_hours, Ah, measurement",
        "shed_starts_per_hours, '', measurement",
        "shed_pressure_hectopascals, hPa, measurement"
    })
    void what_is_counted_in_a_day_begins_anew_and_what_is_kept_may_fall(String metric, String unit, String state) {
        Traits traits = traits(metric, MetricType.GAUGE, "");
        assertThat(traits.unit()).isEqualTo(unit);
        assertThat(traits.stateClass().word()).isEqualTo(state);
    }

    @Test
    void no_number_is_longer_than_a_state_may_be() {
        assertThat(EntityState.number(1e300)).isEqualTo("1E+300");
        assertThat(EntityState.number(1.25e-300)).isEqualTo("1.25E-300");
        assertThat(EntityState.number(1e20)).isEqualTo("100000000000000000000");
    }

    @Test
    void numbers_have_no_exponent_and_nothing_behind_what_was_measured() {
        assertThat(List.of(
                        EntityState.number(1e10),
                        EntityState.number(0.1 + 0.2),
                        EntityState.number(-0.0),
                        EntityState.number(1e-7)))
                .containsExactly("10000000000", "0.3", "0", "0.0000001");
        assertThat(EntityState.number(Double.NaN)).isEqualTo("None");
        assertThat(EntityState.time(0)).isEqualTo("None");
        assertThat(EntityState.time(1762233168)).isEqualTo("2025-11-04T05:12:48Z");
    }

    /** Whatever a device, a rule or a user's own route calls its metric and unit. */
    @Property(tries = 300)
    void home_assistant_takes_every_pair(
            @ForAll("units") String unit, @ForAll("metrics") String metric, @ForAll MetricType type) {
        Series series = Series.of(
                new MetricFamily(metric, type, unit, ""), Map.of("attr", "x_" + unit, "state", "on", "name", "n"));
        EntityMapper mapper = new EntityMapper(RULES, DeviceRules.shipped(), name -> true, "device", "thing", "device");
        Mapped mapped = mapper.map(List.of(new io.github.homeexporter.sample.DeviceSamples.StoredSample(series, 1, 0)));
        DeviceName place = mapped.places().values().iterator().next();
        Discovery discovery = new Discovery(Bench.TOPICS, Bench.BUILD);
        mapped.entities()
                .values()
                .forEach(entity -> Schemas.discovery(Json.write(discovery.config(
                        place,
                        "device",
                        new java.util.LinkedHashMap<>(
                                Map.of(entity.key(), discovery.component(entity, place, "device", 300)))))));
    }

    @Provide
    Arbitrary<String> units() {
        return Arbitraries.of(
                "",
                "°C",
                "K",
                "%",
                "ratio",
                "W",
                "kWh",
                "joules",
                "V",
                "A",
                "Hz",
                "bar",
                "pascals",
                "l/h",
                "l",
                "m³",
                "cubic_meters_per_second",
                "s",
                "h",
                "bytes",
                "dBm",
                "lx",
                "rpm",
                "l/min",
                "g/m³");
    }

    @Provide
    Arbitrary<String> metrics() {
        return Arbitraries.of(
                "thing_x",
                "thing_x_total",
                "isg_raumfeuchte",
                "isg_flag_verdichter",
                "isg_y",
                "luxtronik_betriebsstunden",
                "loxone_control_value",
                "loxone_state",
                "tapo_on",
                "tapo_energy_today_watthours",
                "current_consumption",
                "node_load1",
                "node_boot_time_seconds",
                "tapo_info",
                "thing_timestamp_seconds");
    }

    @Test
    void the_schema_refuses_what_home_assistant_refuses() {
        String config = "{\"device\":{\"identifiers\":[\"a\"],\"name\":\"A\"},\"origin\":{\"name\":\"o\"},"
                + "\"availability\":[{\"topic\":\"t\"}],\"components\":{\"c\":{\"platform\":\"sensor\",\"unique_id\":\"u\","
                + "\"default_entity_id\":\"sensor.u\",\"name\":\"n\",\"state_topic\":\"s\",%s}}}";
        assertThat(Schemas.takes(config.formatted(
                        "\"device_class\":\"energy\",\"unit_of_measurement\":\"kWh\",\"state_class\":\"total\"")))
                .isTrue();
        assertThat(List.of(
                        "\"device_class\":\"energy\",\"unit_of_measurement\":\"kWh\",\"state_class\":\"measurement\"",
                        "\"device_class\":\"temperature\",\"unit_of_measurement\":\"%\"",
                        "\"device_class\":\"enum\",\"options\":[]",
                        "\"device_class\":\"enum\",\"options\":[\"a\"],\"state_class\":\"measurement\"",
                        "\"object_id\":\"u\"",
                        "\"entity_category\":\"config\""))
                .allSatisfy(wrong ->
                        assertThat(Schemas.takes(config.formatted(wrong))).isFalse());
    }

    private static Traits traits(String name, MetricType type, String unit) {
        Series series = Series.of(new MetricFamily(name, type, unit, ""), Map.of());
        return Traits.of(series, RULES.of(series));
    }
}
