/** What an administrator looks at. */
@NullMarked
package io.keyholder.web.admin;

import org.jspecify.annotations.NullMarked;
