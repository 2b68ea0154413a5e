/** Texts of messages with places to fill in. */
@NullMarked
package io.keyholder.application.internal.message;

import org.jspecify.annotations.NullMarked;
