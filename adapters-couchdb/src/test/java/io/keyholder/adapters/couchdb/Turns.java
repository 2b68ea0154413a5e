package io.keyholder.adapters.couchdb;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/**
 * Lets one of several threads go on at a time, chosen anew at each request: one order of many, repeatable by its seed.
 */
final class Turns {
    private final Random random;
    private final Map<Integer, Semaphore> waiting = new TreeMap<>();
    private int running;

    Turns(Random random, int threads) {
        this.random = random;
        this.running = threads;
    }

    /** Waits until it is this thread's turn. */
    void await(int thread) {
        Semaphore turn = new Semaphore(0);
        synchronized (this) {
            waiting.put(thread, turn);
            running--;
            pass();
        }
        turn.acquireUninterruptibly();
    }

    /** Lets the others go on without this thread. */
    synchronized void leave() {
        running--;
        pass();
    }

    private void pass() {
        if (running == 0 && !waiting.isEmpty()) {
            Integer[] threads = waiting.keySet().toArray(Integer[]::new);
            Integer next = threads[random.nextInt(threads.length)];
            running = 1;
            waiting.remove(next).release();
        }
    }
}
