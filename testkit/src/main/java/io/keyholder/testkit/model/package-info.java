/** Models of what hosts do, played over any store and any cryptography. */
@NullMarked
package io.keyholder.testkit.model;

import org.jspecify.annotations.NullMarked;
