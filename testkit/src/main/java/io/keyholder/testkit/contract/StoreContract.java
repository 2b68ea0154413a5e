package io.keyholder.testkit.contract;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the contracts about stores have in common: each test method gets a store of its own, in a fresh sandbox. A test
 * class implements one or more contracts and supplies the sandbox.
 */
@EndsInTime
@ExtendWith(StoreUnderTestResolver.class)
public interface StoreContract {
    /** A new, empty place for a store; closed when the test method ends. */
    StorageSandbox newSandbox();
}
