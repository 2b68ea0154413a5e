/** The public API, as reviewed text. */
@NullMarked
package io.keyholder.verification.api;

import org.jspecify.annotations.NullMarked;
