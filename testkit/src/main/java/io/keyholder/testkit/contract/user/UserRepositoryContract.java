package io.keyholder.testkit.contract.user;

import io.keyholder.testkit.StorageContract;

/**
 * All that {@link io.keyholder.ports.persistence.UserRepository} promises, by capability. An adapter's test class
 * implements this, or {@link StorageContract}, and supplies a sandbox; a test that fails names what is broken.
 */
public interface UserRepositoryContract
        extends UserRepositoryCreateContract,
                UserRepositoryRoundTripContract,
                UserRepositoryUniquenessContract,
                UserRepositoryUpdateContract,
                UserRepositoryPurgeContract,
                UserRepositoryLookupContract,
                UserRepositoryPagingContract,
                UserRepositorySearchContract,
                UserRepositoryBulkContract,
                UserRepositoryAliasingContract,
                UserRepositoryInstancesContract,
                UserRepositoryRaceContract,
                UserRepositoryPersistenceContract,
                UserRepositoryModelContract {}
