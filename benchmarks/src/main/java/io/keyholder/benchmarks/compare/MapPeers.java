package io.keyholder.benchmarks.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A map of logins. */
final class MapPeers extends Peers {
    private final Map<String, String> byLogin = new HashMap<>();
    private final NavigableMap<String, String> inOrder = new TreeMap<>();
    private int inserted;

    MapPeers(int users) {
        for (int number = 0; number < users; number++) {
            byLogin.put("user" + number, "{\"login\":\"user" + number + "\"}");
        }
        inOrder.putAll(byLogin);
    }

    @Override
    String name() {
        return "map";
    }

    @Override
    Subject find(String login) {
        return () -> byLogin.getOrDefault(login, "");
    }

    @Override
    Subject page(String after, int limit) {
        return () -> {
            List<String> page = new ArrayList<>();
            Iterator<String> following = inOrder.tailMap(after, false).values().iterator();
            while (page.size() < limit && following.hasNext()) {
                page.add(following.next());
            }
            return page;
        };
    }

    @Override
    Subject insert() {
        return () -> {
            inserted++;
            inOrder.put("new" + inserted, "{}");
            return inserted;
        };
    }

    @Override
    Subject all() {
        return () -> {
            long length = 0;
            for (String document : inOrder.values()) {
                length += document.length();
            }
            return length;
        };
    }

    @Override
    Subject count() {
        return () -> inOrder.values().stream()
                .filter(document -> !document.isEmpty())
                .count();
    }

    @Override
    Subject insertAll(int users) {
        Subject one = insert();
        return () -> repeated(one, users);
    }
}
