/**
 * Models of the servers of iCure's three generations, as far as they touch users, and the users that are shared with
 * them.
 */
@NullMarked
package io.keyholder.testserver.icure;

import org.jspecify.annotations.NullMarked;
