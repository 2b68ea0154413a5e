package io.keyholder.testkit.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What all tests of contracts have in common. One that fails quotes the {@link Promise} that was broken. None may hang,
 * whatever an adapter does. A test that has not ended after three minutes fails, even when it ignores interruption: it
 * runs in a thread of its own. A test class of a slower store is annotated with a {@link Timeout} of its own, which
 * replaces this one.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(PromiseQuotation.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public @interface EndsInTime {}
