package io.keyholder.adapters.couchdb.internal.record;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.database.Versions;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.neighbour.ChangeDemands;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginStateKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The demands that stand in login states: one version of several is enough. */
public final class PasswordChangeDemands implements ChangeDemands {
    private final Database database;

    public PasswordChangeDemands(Database database) {
        this.database = database;
    }

    @Override
    public Set<UserId> of(Collection<UserId> users, Deadline deadline) {
        Map<String, UserId> states = new LinkedHashMap<>();
        users.forEach(user -> states.put(CouchDbLoginStateRepository.id(LoginStateKey.of(user)), user));
        return found(List.copyOf(states.keySet()), deadline).stream()
                .flatMap(versions -> versions.live().stream())
                .filter(document -> CouchDbLoginStateRepository.state(document)
                        .passwordChangeDemanded()
                        .isPresent())
                .map(document -> states.get(document.id()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<Versions> found(List<String> ids, Deadline deadline) {
        return ids.size() == 1
                ? List.of(database.versions(ids.get(0), deadline))
                : database.versionsOfAll(ids, deadline);
    }
}
