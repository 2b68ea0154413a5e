/** Storage that records who did what before it is done. */
@NullMarked
package io.keyholder.application.internal.audit;

import org.jspecify.annotations.NullMarked;
