package io.github.homeexporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.homeexporter.prometheus.PageWriter.Numbers;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class NumbersTest {
    @Property(tries = 20_000)
    void any_double_reads_back_as_itself(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        assertReadsBack(value);
    }

    @Property(tries = 20_000)
    void any_decimal_is_written_as_it_is(
            @ForAll @LongRange(min = -999_999_999_999L, max = 999_999_999_999L) long digits,
            @ForAll @IntRange(max = 8) int scale) {
        BigDecimal decimal = BigDecimal.valueOf(digits, scale);
        assertReadsBack(decimal.doubleValue());
        if (scale <= 3) {
            assertThat(text(decimal.doubleValue())).isEqualTo(plain(decimal));
        }
    }

    @Property(tries = 5_000)
    void numbers_beside_a_short_one_are_not_taken_for_it(@ForAll @IntRange(min = 1, max = 1_000_000) int thousandths) {
        double value = thousandths / 1e3;
        assertReadsBack(Math.nextUp(value));
        assertReadsBack(Math.nextDown(value));
    }

    @Example
    void what_is_no_number_has_its_word() {
        assertThat(text(Double.NaN)).isEqualTo("NaN");
        assertThat(text(Double.POSITIVE_INFINITY)).isEqualTo("+Inf");
        assertThat(text(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
    }

    @Example
    void the_edges_are_written_exactly() {
        assertThat(text(0)).isEqualTo("0");
        assertThat(text(-0.0)).isEqualTo("-0");
        assertThat(text(21.5)).isEqualTo("21.5");
        assertThat(text(-0.001)).isEqualTo("-0.001");
        assertThat(text(0.000001)).isEqualTo("0.000001");
        assertThat(text(0.1 + 0.2)).isEqualTo("0.30000000000000004");
        assertThat(text(999_999_999_999_999.0)).isEqualTo("999999999999999");
        for (double edge : new double[] {
            1e15,
            1e15 - 0.5,
            1e12,
            1e9,
            Long.MAX_VALUE,
            Double.MAX_VALUE,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            1e-6,
            1e-7
        }) {
            assertReadsBack(edge);
            assertReadsBack(-edge);
        }
    }

    @Example
    void whole_numbers_and_short_decimals_allocate_nothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] out = new byte[Numbers.LONGEST];
        long before = 0;
        for (int round = 0; round < 3; round++) {
            before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100_000; i++) {
                Numbers.write(i, out, 0);
                Numbers.write(-i / 8.0, out, 0);
                Numbers.write(i / 1e3, out, 0);
            }
        }
        // three numbers a turn: an object each would be 4,800,000 bytes
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
    }

    private static String plain(BigDecimal decimal) {
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }

    private static void assertReadsBack(double value) {
        String text = text(value);
        if (Double.isNaN(value)) {
            assertThat(text).isEqualTo("NaN");
        } else if (Double.isInfinite(value)) {
            assertThat(text).endsWith("Inf");
        } else {
            assertThat(Double.doubleToRawLongBits(Double.parseDouble(text)))
                    .as(text)
                    .isEqualTo(Double.doubleToRawLongBits(value));
        }
    }

    private static String text(double value) {
        byte[] out = new byte[Numbers.LONGEST + 1];
        return new String(out, 1, Numbers.write(value, out, 1) - 1, StandardCharsets.US_ASCII);
    }
}
