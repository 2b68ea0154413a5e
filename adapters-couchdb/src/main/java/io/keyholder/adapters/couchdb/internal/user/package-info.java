/** The repository of users: creation, change and removal in steps that survive a crash. */
@NullMarked
package io.keyholder.adapters.couchdb.internal.user;

import org.jspecify.annotations.NullMarked;
