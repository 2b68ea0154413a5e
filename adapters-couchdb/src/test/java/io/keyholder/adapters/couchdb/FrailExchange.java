package io.keyholder.adapters.couchdb;

import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.adapters.couchdb.internal.http.UnansweredException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Requests of one writer, any of which may be its last, may get no answer although the server acted, or may reach the
 * server only after the writer gave up on it.
 */
final class FrailExchange implements Exchange {
    private static final int LONGEST_OUTAGE = 8;

    private final Exchange server;
    private final Runnable beforeEach;
    private final Random random;
    private final int faultsPerThousand;
    private final List<Request> late;
    private boolean isMortal = true;
    private boolean isDead;
    private int unanswered;

    /**
     * @param beforeEach runs before each request
     * @param late where requests wait that are under way for longer than their writer
     */
    FrailExchange(Exchange server, Runnable beforeEach, Random random, int faultsPerThousand, List<Request> late) {
        this.server = server;
        this.beforeEach = beforeEach;
        this.random = random;
        this.faultsPerThousand = faultsPerThousand;
        this.late = late;
    }

    /** The same of a writer that never dies. Once a request gets no answer, the next ones reach no server either. */
    static FrailExchange immortal(Exchange server, Random random, int faultsPerThousand) {
        FrailExchange exchange = new FrailExchange(server, () -> {}, random, faultsPerThousand, new ArrayList<>());
        exchange.isMortal = false;
        return exchange;
    }

    /** The process has ended. */
    static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Died() {
            super("the writer died");
        }
    }

    @Override
    public Reply send(Request request, Deadline deadline) {
        beforeEach.run();
        if (isDead) {
            throw new Died();
        }
        if (!late.isEmpty() && random.nextInt(4) == 0) {
            server.send(late.remove(0), deadline);
        }
        if (unanswered > 0) {
            unanswered--;
            throw new UnansweredException("no answer", new IOException("no route"));
        }
        if (random.nextInt(1000) >= faultsPerThousand) {
            return server.send(request, deadline);
        }
        int fault = isMortal ? random.nextInt(5) : 2 + random.nextInt(3);
        unanswered = isMortal ? 0 : random.nextInt(LONGEST_OUTAGE);
        if (fault == 1 || fault == 3) {
            server.send(request, deadline);
        } else if (fault == 4) {
            late.add(request);
        }
        if (fault < 2) {
            isDead = true;
            throw new Died();
        }
        throw new UnansweredException("no answer", new IOException("reset"));
    }

    @Override
    public void close() {}
}
