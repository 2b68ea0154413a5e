/** Users: creation, change, search, import, purge. */
@NullMarked
package io.keyholder.application.internal.user;

import org.jspecify.annotations.NullMarked;
