/** Rights of a person over what is held about it. */
@NullMarked
package io.keyholder.application.person;

import org.jspecify.annotations.NullMarked;
