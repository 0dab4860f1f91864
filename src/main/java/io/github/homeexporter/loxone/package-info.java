/**
 * Loxone Miniserver over its binary WebSocket. {@code LoxoneConversation} is the protocol, {@code LoxoneSession} what outlives a
 * connection, {@code MiniserverModel} what the structure file says about every state.
 */
package io.github.homeexporter.loxone;
