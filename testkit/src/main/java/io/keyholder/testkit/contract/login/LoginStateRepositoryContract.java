package io.keyholder.testkit.contract.login;

/** All that {@link io.keyholder.ports.persistence.LoginStateRepository} promises, by capability. */
public interface LoginStateRepositoryContract
        extends LoginStateRepositoryCompareAndSetContract,
                LoginStateRepositoryProvisionalContract,
                LoginStateRepositoryRoundTripContract,
                LoginStateRepositoryRaceContract,
                LoginStateRepositorySweepContract,
                LoginStateRepositoryPersistenceContract,
                LoginStateRepositoryLifecycleContract {}
