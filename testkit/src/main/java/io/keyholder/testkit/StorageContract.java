package io.keyholder.testkit;

import io.keyholder.testkit.contract.StorageLifecycleContract;
import io.keyholder.testkit.contract.event.UserEventLogContract;
import io.keyholder.testkit.contract.invitation.InvitationRepositoryContract;
import io.keyholder.testkit.contract.key.PublicKeyDirectoryContract;
import io.keyholder.testkit.contract.login.LoginStateRepositoryContract;
import io.keyholder.testkit.contract.user.UserRepositoryContract;

/** All that a {@link io.keyholder.ports.Storage} promises: every persistence port of it, and opening and closing. */
public interface StorageContract
        extends UserRepositoryContract,
                LoginStateRepositoryContract,
                InvitationRepositoryContract,
                UserEventLogContract,
                PublicKeyDirectoryContract,
                StorageLifecycleContract {}
