package io.github.homeexporter.tapo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Lets so many cycles run at a time; the others wait in line. A cycle is over when it says so, not when its task returns. */
final class QuestionGate {
    private final Executor pool;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int free;

    QuestionGate(Executor pool, int places) {
        this.pool = pool;
        this.free = places;
    }

    /** Each has to be followed by one {@link #leave}. */
    synchronized void enter(Runnable cycle) {
        if (free == 0) {
            waiting.add(cycle);
        } else {
            free--;
            pool.execute(cycle);
        }
    }

    synchronized void leave() {
        Runnable next = waiting.poll();
        if (next == null) {
            free++;
        } else {
            pool.execute(next);
        }
    }
}
