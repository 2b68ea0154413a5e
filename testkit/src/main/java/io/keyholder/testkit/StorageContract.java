package io.keyholder.testkit;

/** All that a {@link io.keyholder.ports.Storage} promises: every persistence port of it, and opening and closing. */
public interface StorageContract extends UserRepositoryContract, PublicKeyDirectoryContract, StorageLifecycleContract {}
