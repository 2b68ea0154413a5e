package io.keyholder.benchmarks.compare;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Cryptography whose password hashes cost nothing and protect nothing: what a login costs beyond its hash. */
final class FreeHashing implements PasswordHasher {
    private FreeHashing() {}

    static Crypto crypto() {
        Crypto real = BouncyCastleCrypto.create();
        PasswordHasher free = new FreeHashing();
        return (Crypto) Proxy.newProxyInstance(
                Crypto.class.getClassLoader(), new Class<?>[] {Crypto.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("passwordHasher") ? free : method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    @Override
    public PasswordHash hash(Password password) {
        return PasswordHash.of("free:" + new String(password.utf8(), StandardCharsets.UTF_8));
    }

    @Override
    public Verification verify(Password password, Optional<PasswordHash> stored) {
        return stored.equals(Optional.of(hash(password))) ? Verification.MATCHED : Verification.MISMATCHED;
    }
}
