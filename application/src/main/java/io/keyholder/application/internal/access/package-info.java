/** Who may do what: permissions, the policy, the last administrator. */
@NullMarked
package io.keyholder.application.internal.access;

import org.jspecify.annotations.NullMarked;
