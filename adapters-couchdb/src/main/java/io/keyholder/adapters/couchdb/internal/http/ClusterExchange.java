package io.keyholder.adapters.couchdb.internal.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends requests to one of several nodes of a cluster. A node that does not answer is left alone for a while. A request
 * that did not reach its node goes to the next one, and so does one that changes nothing; all within the deadline of
 * the call. Thread-safe.
 */
public final class ClusterExchange implements Exchange {
    /** How long a node that did not answer is asked only after all others. */
    static final Duration REST = Duration.ofSeconds(5);

    private final List<Node> nodes;
    private final AtomicInteger preferred = new AtomicInteger();

    /** @param nodes one exchange for each address */
    public ClusterExchange(List<Exchange> nodes, Duration rest) {
        this.nodes = nodes.stream().map(exchange -> new Node(exchange, rest)).toList();
    }

    /** The exchange with these servers, which are tried in this order. */
    public static Exchange with(List<Endpoint> endpoints) {
        List<Exchange> each = new ArrayList<>();
        for (Endpoint one : endpoints) {
            each.add(EktorpExchange.with(one));
        }
        return each.size() == 1 ? each.get(0) : new ClusterExchange(each, REST);
    }

    @Override
    public Reply send(Request request, Deadline deadline) {
        List<Node> order = inOrder();
        for (int tried = 0; ; tried++) {
            Node node = order.get(tried);
            boolean isLast = tried == order.size() - 1;
            try {
                Reply reply = node.exchange.send(request, isLast ? deadline : deadline.half());
                preferred.set(nodes.indexOf(node));
                return reply;
            } catch (UnansweredException unanswered) {
                node.rest();
                boolean mayGoOn = unanswered.isUnsent() || request.changesNothing();
                if (isLast || !mayGoOn || deadline.hasPassed()) {
                    throw unanswered;
                }
            }
        }
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.exchange.close());
    }

    /** The node that answered last comes first, those at rest come last. */
    private List<Node> inOrder() {
        int first = preferred.get();
        List<Node> awake = new ArrayList<>();
        List<Node> resting = new ArrayList<>();
        for (int place = 0; place < nodes.size(); place++) {
            Node node = nodes.get((first + place) % nodes.size());
            (node.isResting() ? resting : awake).add(node);
        }
        awake.addAll(resting);
        return awake;
    }

    private static final class Node {
        private final Exchange exchange;
        private final Duration rest;
        private volatile Deadline restsUntil = Deadline.after(Duration.ZERO);

        Node(Exchange exchange, Duration rest) {
            this.exchange = exchange;
            this.rest = rest;
        }

        void rest() {
            restsUntil = Deadline.after(rest);
        }

        boolean isResting() {
            return !restsUntil.hasPassed();
        }
    }
}
