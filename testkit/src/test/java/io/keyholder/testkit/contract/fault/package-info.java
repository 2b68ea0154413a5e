/** Adapters that break one clause of a contract each, and the test that runs them. */
package io.keyholder.testkit.contract.fault;
