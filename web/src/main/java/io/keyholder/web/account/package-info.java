/** What a person changes about its own credentials. */
@NullMarked
package io.keyholder.web.account;

import org.jspecify.annotations.NullMarked;
