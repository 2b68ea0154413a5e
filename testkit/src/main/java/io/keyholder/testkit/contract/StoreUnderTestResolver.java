package io.keyholder.testkit.contract;

import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.UserRepository;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives contract tests their store, or the port of it that they are about, and closes it after each of them. */
public final class StoreUnderTestResolver implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(StoreUnderTestResolver.class);
    private static final Set<Class<?>> SUPPORTED = Set.of(
            StoreUnderTest.class,
            UserRepository.class,
            PublicKeyDirectory.class,
            LoginStateRepository.class,
            InvitationRepository.class);

    /** For JUnit, which makes it. */
    public StoreUnderTestResolver() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return SUPPORTED.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        StoreUnderTest store = storeOf(context);
        Class<?> wanted = parameter.getParameter().getType();
        if (wanted == UserRepository.class) {
            return store.users();
        }
        if (wanted == LoginStateRepository.class) {
            return store.loginStates();
        }
        if (wanted == InvitationRepository.class) {
            return store.invitations();
        }
        return wanted == PublicKeyDirectory.class ? store.publicKeys() : store;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        @Nullable
        StoreUnderTest opened = context.getStore(NAMESPACE).remove(StoreUnderTest.class, StoreUnderTest.class);
        if (opened != null) {
            opened.close();
        }
    }

    private static StoreUnderTest storeOf(ExtensionContext context) {
        StoreContract test = (StoreContract) context.getRequiredTestInstance();
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        StoreUnderTest.class, key -> new StoreUnderTest(test.newSandbox()), StoreUnderTest.class);
    }
}
