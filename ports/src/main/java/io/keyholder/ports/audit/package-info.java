/** What happened to users and their credentials, for those who must account for it. */
@NullMarked
package io.keyholder.ports.audit;

import org.jspecify.annotations.NullMarked;
