package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.ports.Storage;
import io.keyholder.testkit.contract.Race;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** On a model of a cluster whose copies vote: each seed is one order of all requests. */
class HostsOnTheModelTest implements HostsOnACluster {
    private static final int SEEDS = 20;
    private static final CouchDbOptions OPTIONS =
            CouchDbOptions.of(URI.create("http://localhost:1"), "users").withDeadline(Duration.ofMinutes(1));

    @Override
    public void play(Scene scene) {
        AtomicInteger splitVotes = new AtomicInteger();
        for (long seed = 0; seed < SEEDS; seed++) {
            Model model = new Model(seed, splitVotes);
            try {
                scene.play(model, "ada");
            } catch (Exception | AssertionError failed) {
                throw new AssertionError("seed " + seed, failed);
            }
        }
        assertThat(splitVotes).as("writes that a minority took").hasPositiveValue();
    }

    private static final class Model implements Place {
        private final Random random;
        private final AtomicInteger splitVotes;
        private final List<Storage> stores = new ArrayList<>();
        private Optional<Turns> turns = Optional.empty();

        Model(long seed, AtomicInteger splitVotes) {
            this.splitVotes = splitVotes;
            random = new Random(seed);
            ClusterModel cluster = ClusterModel.of(HOSTS, random);
            for (int node = 0; node < HOSTS; node++) {
                int own = node;
                Exchange exchange = cluster.through(node, () -> turns.ifPresent(all -> all.await(own)));
                stores.add(CouchDbStorage.open(counting(exchange), OPTIONS));
            }
            cluster.settle();
        }

        @Override
        public Storage store(int node) {
            return stores.get(node);
        }

        @Override
        public <T> List<T> together(IntFunction<T> action) {
            Turns all = new Turns(random, HOSTS);
            turns = Optional.of(all);
            try {
                return Race.between(HOSTS, host -> {
                    try {
                        return action.apply(host);
                    } finally {
                        all.leave();
                    }
                });
            } finally {
                turns = Optional.empty();
            }
        }

        private Exchange counting(Exchange node) {
            return new Exchange() {
                @Override
                public Reply send(Request request, Deadline deadline) {
                    Reply reply = node.send(request, deadline);
                    if (reply.status() == 202) {
                        splitVotes.incrementAndGet();
                    }
                    return reply;
                }

                @Override
                public void close() {
                    node.close();
                }
            };
        }
    }
}
