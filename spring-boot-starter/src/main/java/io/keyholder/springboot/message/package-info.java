/** The sentences that persons read, in their language. */
@NullMarked
package io.keyholder.springboot.message;

import org.jspecify.annotations.NullMarked;
