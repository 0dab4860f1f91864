package io.github.homeexporter.loxone.state;

import io.github.homeexporter.loxone.frame.StateUuid;
import java.util.Arrays;
import java.util.function.Consumer;

/** State UUID to {@link State}, open-addressed over two longs: a look-up makes nothing. */
final class StateIndex {
    private long[] keys;
    private State[] states;
    private int size;

    StateIndex() {
        allocate(256);
    }

    private void allocate(int capacity) {
        keys = new long[capacity * 2];
        states = new State[capacity];
    }

    /** Null when there is none. */
    State get(long first, long second) {
        int at = find(first, second);
        return states[at];
    }

    State get(StateUuid uuid) {
        return get(uuid.first(), uuid.second());
    }

    /** The state of that UUID, made when there is none. */
    State getOrMake(StateUuid uuid) {
        int at = find(uuid.first(), uuid.second());
        if (states[at] != null) {
            return states[at];
        }
        if (++size * 2 > states.length) {
            grow();
            at = find(uuid.first(), uuid.second());
        }
        return put(at, uuid.first(), uuid.second(), new State());
    }

    int size() {
        return size;
    }

    void forEach(Consumer<State> action) {
        Arrays.stream(states).filter(state -> state != null).forEach(action);
    }

    private void grow() {
        long[] oldKeys = keys;
        State[] oldStates = states;
        allocate(oldStates.length * 2);
        for (int i = 0; i < oldStates.length; i++) {
            if (oldStates[i] != null) {
                long first = oldKeys[2 * i];
                long second = oldKeys[2 * i + 1];
                put(find(first, second), first, second, oldStates[i]);
            }
        }
    }

    private State put(int at, long first, long second, State state) {
        keys[2 * at] = first;
        keys[2 * at + 1] = second;
        states[at] = state;
        return state;
    }

    /** Where it is, or the free place where it would be. */
    private int find(long first, long second) {
        int mask = states.length - 1;
        int at = hash(first, second) & mask;
        while (states[at] != null && (keys[2 * at] != first || keys[2 * at + 1] != second)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    /** UUIDs of one house differ in few bits, so all bits must reach the low ones. */
    private static int hash(long first, long second) {
        long h = (first ^ Long.rotateLeft(second, 31)) * 0x9E3779B97F4A7C15L;
        h ^= h >>> 32;
        h *= 0xD6E8FEB86659FD93L;
        return (int) (h ^ h >>> 32);
    }
}
