package io.github.homeexporter.conversation;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param dialWithin for what a {@link Dial} does before the WebSocket is opened; its own requests should have shorter ones
 * @param connectWithin for the whole handshake, from the name to the last header
 * @param firstRetry the first wait after a lost connection; it doubles from then on
 * @param longestRetry where the doubling ends
 * @param tickEvery how often a conversation is told that time went by
 * @param closeWithin how long the peer may take to answer a close
 */
public record Timing(
        Duration dialWithin,
        Duration connectWithin,
        Duration firstRetry,
        Duration longestRetry,
        Duration tickEvery,
        Duration closeWithin) {
    public static final Timing DEFAULT = new Timing(
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofMillis(250),
            Duration.ofMillis(300));
}
