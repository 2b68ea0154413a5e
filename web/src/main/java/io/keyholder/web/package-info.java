/** A practice in the browser: a host to try the library with. */
@NullMarked
package io.keyholder.web;

import org.jspecify.annotations.NullMarked;
