package io.keyholder.adapters.couchdb.internal.neighbour;

import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.domain.identity.UserId;
import java.util.Collection;
import java.util.Set;

/** Of which users a change of the password is demanded. That stands beside the user, where no other server looks. */
@FunctionalInterface
public interface ChangeDemands {
    /** Those of these users. */
    Set<UserId> of(Collection<UserId> users, Deadline deadline);
}
