/** One Keyholder in an application of Spring Boot, opened by the properties that begin with {@code keyholder}. */
@NullMarked
package io.keyholder.springboot;

import org.jspecify.annotations.NullMarked;
