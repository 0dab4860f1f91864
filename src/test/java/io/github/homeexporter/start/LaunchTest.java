package io.github.homeexporter.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Options that would be passed over in silence. */
class LaunchTest {
    @ParameterizedTest
    @CsvSource({
        "--record luxtronik, --record belongs to --report",
        "--report x --for 5m, --for belongs to --record",
        "--body {}, --body belongs to --test-route",
        "--text 7, --text belongs to --test-rules",
        "--discover-seconds 9, --discover-seconds belongs to --discover"
    })
    void an_option_without_the_one_it_belongs_to_is_named(String given, String said) {
        assertThat(Launch.apart(parsed(given))).containsExactly(said + "; see --help");
    }

    @Test
    void two_things_to_do_are_named_and_neither_is_done() {
        assertThat(Launch.apart(parsed("--once --check --compare http://192.0.2.7:9100")))
                .containsExactly("--check, --once, --compare: one at a time; see --help");
    }

    @Test
    void the_demo_does_not_take_the_place_of_what_was_asked_for() {
        assertThat(Launch.apart(parsed("--demo --report x")))
                .containsExactly("--demo goes with --check, --once, --discover only, not with --report; see --help");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--check --demo --verbose",
                "--once --demo",
                "--report x --record luxtronik --for 5m",
                "--test-rules r.yaml --section a --name b --text c --unit d --naming both",
                "--discover --discover-seconds 9 --discover-interface eth0",
                "-c config.yml --check"
            })
    void what_goes_together_is_taken(String given) {
        assertThat(Launch.apart(parsed(given))).isEmpty();
    }

    private static CommandLine.ParseResult parsed(String given) {
        return new CommandLine(new CommandLineOptions()).parseArgs(given.split(" "));
    }
}
