/** Users: creation, search, change, import, purge. */
@NullMarked
package io.keyholder.application.user;

import org.jspecify.annotations.NullMarked;
