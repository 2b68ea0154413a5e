package io.keyholder.web;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Fails the steps after one that failed at once, instead of letting each wait for what cannot come. */
final class StopAtFirstFailure implements BeforeEachCallback, TestExecutionExceptionHandler {
    private static final String FAILED = "failed";

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        store(context).put(FAILED, context.getDisplayName());
        throw failure;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Object failed = store(context).get(FAILED);
        if (failed != null) {
            throw new AssertionError("not reached, because of " + failed);
        }
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getParent()
                .orElseThrow()
                .getStore(Namespace.create(StopAtFirstFailure.class, context.getRequiredTestClass()));
    }
}
