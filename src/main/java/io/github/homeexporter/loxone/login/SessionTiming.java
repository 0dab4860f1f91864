package io.github.homeexporter.loxone.login;

import java.time.Duration;

/**
 * How long to wait for what. The Miniserver closes after 5 minutes without a word from us.
 *
 * @param step for the answer to a command; announced payloads get more
 * @param keepalive between two keep-alives
 * @param keepaliveAnswer for the answer to one
 * @param structureCheck between two looks whether the structure file has changed
 * @param devices between two looks at the Miniserver's devices, zero for none
 */
public record SessionTiming(
        Duration step, Duration keepalive, Duration keepaliveAnswer, Duration structureCheck, Duration devices) {
    public static final SessionTiming DEFAULT = new SessionTiming(
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMinutes(15),
            Duration.ZERO);

    /** Slowest transfer that is not yet taken for a dead peer. */
    private static final long BYTES_PER_SECOND = 32 * 1024;

    /** Nanoseconds that a payload of so many bytes may take. */
    static long nanosFor(long bytes) {
        return Duration.ofSeconds(1).toNanos() / BYTES_PER_SECOND * bytes;
    }
}
