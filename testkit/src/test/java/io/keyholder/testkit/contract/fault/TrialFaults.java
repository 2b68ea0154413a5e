package io.keyholder.testkit.contract.fault;

import io.keyholder.testkit.contract.StorageLifecycleContract;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.contract.event.UserEventLogContract;
import io.keyholder.testkit.contract.invitation.InvitationRepositoryContract;
import io.keyholder.testkit.contract.key.PublicKeyDirectoryContract;
import io.keyholder.testkit.contract.login.LoginStateRepositoryContract;
import io.keyholder.testkit.contract.user.UserRepositoryContract;
import java.lang.reflect.Constructor;
import java.util.List;

/** The broken stores that the tests of the contracts run through a part of one, to be run through all of it. */
final class TrialFaults {
    private static final String PACKAGE = "io.keyholder.testkit.contract.";

    /** The whole contract of each port of a store. */
    private static final List<Class<?>> PORTS = List.of(
            UserRepositoryContract.class,
            LoginStateRepositoryContract.class,
            InvitationRepositoryContract.class,
            UserEventLogContract.class,
            PublicKeyDirectoryContract.class,
            StorageLifecycleContract.class);

    private TrialFaults() {}

    static List<StoreFault> all() {
        return Consequences.all().entrySet().stream()
                .filter(entry -> !entry.getValue().about().isEmpty())
                .map(entry -> fault(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The whole contract that this is a part of. */
    static Class<?> portOf(Class<?> contract) {
        return PORTS.stream().filter(contract::isAssignableFrom).findFirst().orElseThrow();
    }

    static List<Class<?>> ports() {
        return PORTS;
    }

    private static StoreFault fault(String name, Consequences consequences) {
        Class<?> trial = trial(name);
        Class<?> port = PORTS.stream()
                .filter(contract -> isOfPart(trial, contract))
                .findFirst()
                .orElseThrow();
        return new StoreFault(name, port, () -> sandbox(trial), consequences.about());
    }

    private static boolean isOfPart(Class<?> trial, Class<?> contract) {
        if (contract.isAssignableFrom(trial)) {
            return true;
        }
        for (Class<?> part : contract.getInterfaces()) {
            if (part != StoreContract.class && isOfPart(trial, part)) {
                return true;
            }
        }
        return false;
    }

    /** By the name of the test and the name of the class within it. */
    private static Class<?> trial(String name) {
        String test = name.substring(0, name.indexOf('.'));
        String part = test.startsWith("UserRepository")
                ? "user."
                : test.startsWith("LoginState")
                        ? "login."
                        : test.startsWith("Invitation") ? "invitation." : test.startsWith("UserEvent") ? "event." : "";
        try {
            return Class.forName(PACKAGE + part + name.replace('.', '$'));
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }

    private static StorageSandbox sandbox(Class<?> trial) {
        try {
            Constructor<?> constructor = trial.getDeclaredConstructor();
            constructor.setAccessible(true);
            return ((StoreContract) constructor.newInstance()).newSandbox();
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(trial.getName(), impossible);
        }
    }
}
