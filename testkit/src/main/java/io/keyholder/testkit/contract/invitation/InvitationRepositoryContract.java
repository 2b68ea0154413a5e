package io.keyholder.testkit.contract.invitation;

/** All that {@link io.keyholder.ports.persistence.InvitationRepository} promises, by capability. */
public interface InvitationRepositoryContract
        extends InvitationRepositoryCompareAndSetContract,
                InvitationRepositoryPagingContract,
                InvitationRepositoryInstancesContract {}
