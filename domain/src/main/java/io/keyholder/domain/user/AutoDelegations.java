package io.keyholder.domain.user;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.internal.Check;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * With whom the user's client shares what it creates, by kind of data. Immutable.
 *
 * @param delegatesByTag data owners in the stored order
 */
public record AutoDelegations(Map<DelegationTag, List<DataOwnerId>> delegatesByTag) {
    /** With no one. */
    public static final AutoDelegations NONE = new AutoDelegations(Map.of());

    public AutoDelegations {
        Map<DelegationTag, List<DataOwnerId>> copy = new LinkedHashMap<>();
        delegatesByTag.forEach((tag, delegates) -> copy.put(tag, Check.list(delegates)));
        delegatesByTag = Check.map(copy);
    }

    /** Whom data of this kind is shared with; empty when with no one. */
    public List<DataOwnerId> delegates(DelegationTag tag) {
        return delegatesByTag.getOrDefault(tag, List.of());
    }

    /** The same with these delegates for this kind of data. */
    public AutoDelegations with(DelegationTag tag, List<DataOwnerId> delegates) {
        Map<DelegationTag, List<DataOwnerId>> changed = new LinkedHashMap<>(delegatesByTag);
        changed.put(tag, delegates);
        return new AutoDelegations(changed);
    }
}
