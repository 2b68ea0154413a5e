package io.keyholder.testkit;

/** All that {@link io.keyholder.ports.persistence.InvitationRepository} promises, by capability. */
public interface InvitationRepositoryContract
        extends InvitationRepositoryCompareAndSetContract,
                InvitationRepositoryPagingContract,
                InvitationRepositoryInstancesContract {}
