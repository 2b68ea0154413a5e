package io.keyholder.testkit.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The sentence of a port that a test of a contract holds an adapter to. A test that fails quotes it. On a contract it
 * stands for all tests of that contract that have none of their own.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Promise {
    /** The port. */
    Class<?> of();

    /** A sentence of its Javadoc, or the part of one that matters. */
    String value();
}
