package io.keyholder.testkit.failing;

import io.keyholder.ports.Crypto;
import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.hashing.PasswordBlocklist;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.TokenHasher;
import io.keyholder.ports.keys.ContentCipher;
import io.keyholder.ports.keys.ContentKeyWrapper;
import io.keyholder.ports.keys.DataSealer;
import io.keyholder.ports.keys.KeyPairGenerator;
import io.keyholder.ports.keys.OriginSigner;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.ports.keys.SecretSplitter;
import io.keyholder.ports.onetimepassword.OneTimePassword;
import io.keyholder.ports.randomness.SecretGenerator;
import io.keyholder.ports.sealing.SecretSealer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Cryptography that works like another until a test breaks it: its ports then throw {@link CryptoException}, as when
 * the provider fails. Thread-safe.
 */
public final class FailingCrypto extends ForwardingCrypto {
    private final Map<Class<?>, Integer> failing = new HashMap<>();
    private boolean brokenDown;

    private FailingCrypto(Crypto healthy) {
        super(healthy);
    }

    /** Works like this one, which it closes when it is closed, until told otherwise. */
    public static FailingCrypto over(Crypto healthy) {
        return new FailingCrypto(healthy);
    }

    /** The next calls of this port, as many as given, fail before they do anything. */
    public synchronized void failNext(Class<?> port, int times) {
        failing.put(port, times);
    }

    /** Every call of every port fails, until {@link #repair}. */
    public synchronized void breakDown() {
        brokenDown = true;
    }

    /** Nothing fails any more. */
    public synchronized void repair() {
        brokenDown = false;
        failing.clear();
    }

    @Override
    public PasswordHasher passwordHasher() {
        return failing(PasswordHasher.class, super::passwordHasher);
    }

    @Override
    public SecretGenerator secretGenerator() {
        return failing(SecretGenerator.class, super::secretGenerator);
    }

    @Override
    public KeyPairGenerator keyPairGenerator() {
        return failing(KeyPairGenerator.class, super::keyPairGenerator);
    }

    @Override
    public PrivateKeyFiles privateKeyFiles() {
        return failing(PrivateKeyFiles.class, super::privateKeyFiles);
    }

    @Override
    public TokenHasher tokenHasher() {
        return failing(TokenHasher.class, super::tokenHasher);
    }

    @Override
    public OneTimePassword oneTimePassword() {
        return failing(OneTimePassword.class, super::oneTimePassword);
    }

    @Override
    public PasswordBlocklist passwordBlocklist() {
        return failing(PasswordBlocklist.class, super::passwordBlocklist);
    }

    @Override
    public SecretSealer secretSealer() {
        return failing(SecretSealer.class, super::secretSealer);
    }

    @Override
    public DataSealer dataSealer() {
        return failing(DataSealer.class, super::dataSealer);
    }

    @Override
    public ContentKeyWrapper contentKeyWrapper() {
        return failing(ContentKeyWrapper.class, super::contentKeyWrapper);
    }

    @Override
    public ContentCipher contentCipher() {
        return failing(ContentCipher.class, super::contentCipher);
    }

    @Override
    public OriginSigner originSigner() {
        return failing(OriginSigner.class, super::originSigner);
    }

    @Override
    public SecretSplitter secretSplitter() {
        return failing(SecretSplitter.class, super::secretSplitter);
    }

    private <T> T failing(Class<T> port, Supplier<T> working) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> call(port, working.get(), method, arguments)));
    }

    private @Nullable Object call(Class<?> port, Object working, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() != Object.class) {
            failIfPlanned(port);
        }
        try {
            return method.invoke(working, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private synchronized void failIfPlanned(Class<?> port) {
        int left = failing.getOrDefault(port, 0);
        if (left > 0) {
            failing.put(port, left - 1);
        }
        if (left > 0 || brokenDown) {
            throw new CryptoException("the test made " + port.getSimpleName() + " fail");
        }
    }
}
