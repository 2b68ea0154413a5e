package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.AutoDelegations;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.DelegationTag;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for data owners and for what is shared with them. */
public final class DataOwnerArbitraries {
    private static final int MAX_ENTRIES = 3;

    private DataOwnerArbitraries() {}

    /** Ids of data owners, which are not checked beyond their length. */
    public static Arbitrary<DataOwnerId> dataOwnerIds() {
        return Choice.of(3, UserIdArbitraries.uuids())
                .or(1, TextArbitraries.text(UserId.MAX_LENGTH))
                .arbitrary()
                .map(DataOwnerId::new);
    }

    /** No one, or up to one of each kind. */
    public static Arbitrary<DataOwner> dataOwners() {
        return Combinators.combine(
                        Choice.optional(40, dataOwnerIds()),
                        Choice.optional(30, dataOwnerIds()),
                        Choice.optional(20, dataOwnerIds()))
                .as(DataOwner::new)
                .withoutEdgeCases();
    }

    /** The words of iCure, and others, the empty one included. */
    public static Arbitrary<DelegationTag> delegationTags() {
        return Choice.of(3, Arbitraries.of("all", "administrativeData", "medicalInformation", "cdItemVaccine"))
                .or(1, TextArbitraries.anyText(UserId.MAX_LENGTH))
                .arbitrary()
                .map(DelegationTag::new);
    }

    /** With no one, or with several for several kinds of data; a kind may name no one or someone twice. */
    public static Arbitrary<AutoDelegations> autoDelegations() {
        return Maps.upTo(MAX_ENTRIES, delegationTags(), dataOwnerIds().list().ofMaxSize(MAX_ENTRIES))
                .map(AutoDelegations::new)
                .withoutEdgeCases();
    }
}
