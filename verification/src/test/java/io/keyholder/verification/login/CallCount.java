package io.keyholder.verification.login;

import io.keyholder.application.internal.login.LoginPorts;
import io.keyholder.ports.hashing.TokenHasher;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.UserRepository;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Notes the calls of stores and the token hasher in their order. For one thread. */
final class CallCount {
    private final List<String> calls = new ArrayList<>();

    /** The same ports with their calls noted. */
    LoginPorts over(LoginPorts ports) {
        TokenHasher hasher = noting(TokenHasher.class, ports.tokenHasher());
        return new LoginPorts(
                noting(UserRepository.class, ports.users()),
                noting(LoginStateRepository.class, ports.states()),
                ports.passwordHasher(),
                hasher,
                ports.oneTimePassword(),
                ports.sealer(),
                ports.secrets(),
                ports.audit(),
                ports.clock());
    }

    /** What was called since this was last asked. */
    List<String> taken() {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    private <T> T noting(Class<T> port, T real) {
        Object proxy =
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
                    calls.add(port.getSimpleName() + "." + method.getName());
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
        return port.cast(proxy);
    }
}
