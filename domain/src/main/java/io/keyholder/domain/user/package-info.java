/** The user: the aggregate root, its identifiers, its life and its properties. */
@NullMarked
package io.keyholder.domain.user;

import org.jspecify.annotations.NullMarked;
