package io.keyholder.testkit.contract;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Puts the sentence of the port that was broken before the message of a test of a contract that failed. */
public final class PromiseQuotation implements TestExecutionExceptionHandler {
    /** For JUnit, which makes it. */
    public PromiseQuotation() {}

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Optional<Promise> broken = promiseOf(context.getRequiredTestMethod());
        if (broken.isEmpty() || failure instanceof TestAbortedException) {
            throw failure;
        }
        throw new AssertionError(quoted(broken.get()) + failure, failure);
    }

    /** The promise that a test method of a contract is about; absent for a test of an adapter's own. */
    public static Optional<Promise> promiseOf(Method test) {
        return Optional.ofNullable(test.getAnnotation(Promise.class))
                .or(() -> Optional.ofNullable(test.getDeclaringClass().getAnnotation(Promise.class)));
    }

    private static String quoted(Promise promise) {
        return promise.of().getSimpleName() + " promises: \"" + promise.value() + "\"\n";
    }
}
