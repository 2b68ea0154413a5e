/** What all use cases share. */
@NullMarked
package io.keyholder.application.internal;

import org.jspecify.annotations.NullMarked;
