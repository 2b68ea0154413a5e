/** Contracts of events and the audit trail. */
@NullMarked
package io.keyholder.testkit.contract.event;

import org.jspecify.annotations.NullMarked;
