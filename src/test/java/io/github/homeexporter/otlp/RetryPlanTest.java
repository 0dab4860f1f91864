package io.github.homeexporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.homeexporter.otlp.ExportFamilies.ExportState;
import io.github.homeexporter.otlp.SendOutcome.RetryPlan;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryPlanTest {
    private static final long SECOND = 1_000_000_000L;
    private static final SendOutcome UNAVAILABLE = SendOutcome.unanswered("gone");

    @Test
    void each_pause_is_twice_as_long_up_to_five_seconds() {
        RetryPlan plan = new RetryPlan(10, 1_000 * SECOND, () -> 0.5);
        assertThat(plan.pause(UNAVAILABLE, 0)).isEqualTo(SECOND);
        assertThat(plan.pause(UNAVAILABLE, 0)).isEqualTo(2 * SECOND);
        assertThat(plan.pause(UNAVAILABLE, 0)).isEqualTo(4 * SECOND);
        for (int i = 0; i < 3; i++) {
            plan.pause(UNAVAILABLE, 0);
        }
        assertThat(plan.pause(UNAVAILABLE, 0)).isEqualTo(5 * SECOND);
    }

    @Test
    void only_what_may_pass_is_tried_again_and_only_so_often() {
        RetryPlan plan = new RetryPlan(3, 1_000 * SECOND, () -> 0);
        assertThat(plan.pause(UNAVAILABLE, 0)).isPositive();
        assertThat(plan.pause(UNAVAILABLE, 0)).isPositive();
        assertThat(plan.pause(UNAVAILABLE, 0)).isNegative();
        for (SendOutcome.Result result :
                new SendOutcome.Result[] {SendOutcome.Result.AUTH, SendOutcome.Result.PERMANENT}) {
            RetryPlan fresh = new RetryPlan(3, 1_000 * SECOND, () -> 0);
            assertThat(fresh.pause(SendOutcome.failed(result, 400, "no", 0), 0)).isNegative();
        }
    }

    @Test
    void a_receiver_that_asks_for_a_pause_gets_at_least_that_or_is_left_alone_for_this_cycle() {
        RetryPlan plan = new RetryPlan(3, 24 * SECOND, () -> 0);
        assertThat(plan.pause(asking(2), 0)).isEqualTo(2 * SECOND);
        assertThat(plan.pause(asking(60), 0)).isNegative();
    }

    @Property
    void an_attempt_never_begins_or_lasts_beyond_the_end(
            @ForAll @IntRange(min = 1, max = 10) int attempts,
            @ForAll @IntRange(min = 8, max = 240) int budgetSeconds,
            @ForAll @IntRange(min = 1, max = 60) int timeoutSeconds,
            @ForAll @IntRange(max = 30) int asked,
            @ForAll @DoubleRange(min = 0, max = 1) double random) {
        long end = budgetSeconds * SECOND;
        RetryPlan plan = new RetryPlan(attempts, end, () -> random);
        long now = 0;
        int made = 0;
        long pause;
        do {
            assertThat(now).isLessThan(end);
            long timeout = plan.timeout(timeoutSeconds * SECOND, now);
            assertThat(timeout).isPositive().isLessThanOrEqualTo(timeoutSeconds * SECOND);
            now += timeout;
            assertThat(now).isLessThanOrEqualTo(end);
            made++;
            pause = plan.pause(asking(asked), now);
            assertThat(pause < 0 || pause >= Math.max(asked * SECOND, 750_000_000L))
                    .isTrue();
            now += Math.max(0, pause);
        } while (pause >= 0);
        assertThat(made).isLessThanOrEqualTo(attempts);
    }

    @Test
    void the_state_follows_the_cycles() {
        ExportState state = ExportState.START;
        assertThat(state.word().number).isEqualTo(1);
        state = state.succeeded(5);
        assertThat(state.word().number).isEqualTo(2);
        state = state.failed(UNAVAILABLE);
        state = state.failed(UNAVAILABLE);
        assertThat(state.word().number).isEqualTo(3);
        state = state.failed(UNAVAILABLE);
        assertThat(state.word().number).isEqualTo(4);
        assertThat(state.failures()).isEqualTo(3);
        assertThat(state.lastSuccessMillis()).isEqualTo(5);
        state = state.succeeded(9);
        assertThat(state).isEqualTo(new ExportState(ExportState.Word.HEALTHY, 0, 9, ""));
        assertThat(state.failed(SendOutcome.failed(SendOutcome.Result.AUTH, 401, "who", 0))
                        .word()
                        .number)
                .isEqualTo(4);
    }

    private static SendOutcome asking(int seconds) {
        return SendOutcome.failed(
                SendOutcome.Result.RETRYABLE,
                503,
                "busy",
                Duration.ofSeconds(seconds).toNanos());
    }
}
