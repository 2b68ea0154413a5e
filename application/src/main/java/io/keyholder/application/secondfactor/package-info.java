/** Second factors of a user. */
@NullMarked
package io.keyholder.application.secondfactor;

import org.jspecify.annotations.NullMarked;
