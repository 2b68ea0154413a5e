/** What is held about a person: export and erasure. */
@NullMarked
package io.keyholder.application.internal.person;

import org.jspecify.annotations.NullMarked;
