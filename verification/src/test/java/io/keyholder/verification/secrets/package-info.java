/** What no public type may show. */
@NullMarked
package io.keyholder.verification.secrets;

import org.jspecify.annotations.NullMarked;
