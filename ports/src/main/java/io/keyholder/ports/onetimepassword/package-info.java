/** How one-time passwords are made and checked. */
@NullMarked
package io.keyholder.ports.onetimepassword;

import org.jspecify.annotations.NullMarked;
