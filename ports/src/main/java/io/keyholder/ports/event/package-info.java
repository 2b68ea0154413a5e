/** Who follows the lives of users. */
@NullMarked
package io.keyholder.ports.event;

import org.jspecify.annotations.NullMarked;
