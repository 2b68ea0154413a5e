/** Runnable hosts that show how an application uses Keyholder. */
@NullMarked
package io.keyholder.examples;

import org.jspecify.annotations.NullMarked;
