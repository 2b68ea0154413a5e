/**
 * jqwik arbitraries for every type of the domain, over its full range of valid values: text of any script, characters
 * beyond the Basic Multilingual Plane, empty and longest values, moments before 1970 and at both ends of time, members
 * that no reader knows. They never make an invalid value. They are registered with jqwik: {@code @ForAll User user}
 * needs no provider method.
 *
 * <p>Methods return fresh arbitraries; all are stateless and thread-safe as jqwik's own are. Combined ones have no edge
 * cases of their own, since the product of their parts' edge cases would explode: extremes are mixed in by frequency.
 */
@NullMarked
package io.keyholder.testkit.arbitraries;

import org.jspecify.annotations.NullMarked;
