package io.keyholder.testkit.contract;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.ports.Storage;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.TokenHasher;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.invitation.InvitationSender;
import io.keyholder.ports.keys.ContentCipher;
import io.keyholder.ports.keys.ContentKeyWrapper;
import io.keyholder.ports.keys.DataSealer;
import io.keyholder.ports.keys.KeyPairGenerator;
import io.keyholder.ports.keys.OriginSigner;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.ports.keys.PrivateKeyStore;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.keys.SecretSplitter;
import io.keyholder.ports.observation.Observer;
import io.keyholder.ports.onetimepassword.OneTimePassword;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.ports.randomness.SecretGenerator;
import io.keyholder.ports.sealing.SecretSealer;
import io.keyholder.testkit.StorageContract;
import io.keyholder.testkit.contract.crypto.ContentCipherContract;
import io.keyholder.testkit.contract.crypto.ContentKeyWrapperContract;
import io.keyholder.testkit.contract.crypto.DataSealerContract;
import io.keyholder.testkit.contract.crypto.KeyPairGeneratorContract;
import io.keyholder.testkit.contract.crypto.OneTimePasswordContract;
import io.keyholder.testkit.contract.crypto.OriginSignerContract;
import io.keyholder.testkit.contract.crypto.PasswordHasherContract;
import io.keyholder.testkit.contract.crypto.PrivateKeyFilesContract;
import io.keyholder.testkit.contract.crypto.PrivateKeyStoreContract;
import io.keyholder.testkit.contract.crypto.SecretGeneratorContract;
import io.keyholder.testkit.contract.crypto.SecretSealerContract;
import io.keyholder.testkit.contract.crypto.SecretSplitterContract;
import io.keyholder.testkit.contract.crypto.TokenHasherContract;
import io.keyholder.testkit.contract.invitation.InvitationRepositoryInstancesContract;
import io.keyholder.testkit.contract.invitation.InvitationSenderContract;
import io.keyholder.testkit.contract.login.LoginStateRepositoryLifecycleContract;
import io.keyholder.testkit.contract.observation.ObserverContract;
import io.keyholder.testkit.contract.user.UnreadableUserContract;
import io.keyholder.testkit.internal.ModelStorage;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Adapters of every port that are broken as a whole: {@code Idle…} does nothing and finds nothing, {@code Failing…}
 * throws what no port promises. Each clause of each contract must fail for one of them, or it asserts nothing.
 */
final class BrokenAdapters {
    /** Answers with nothing, of each type. */
    private static final Map<Class<?>, Object> NOTHING = Map.of(
            boolean.class,
            false,
            int.class,
            0,
            long.class,
            0L,
            byte[].class,
            new byte[0],
            List.class,
            List.of(),
            Optional.class,
            Optional.empty(),
            OptionalLong.class,
            OptionalLong.empty());

    /** Ports that do nothing. */
    private static final PortMaker IDLE = new PortMaker() {
        @Override
        public <T> T make(Class<T> port) {
            return idle(port);
        }
    };

    /** Ports that throw what no port promises. */
    private static final PortMaker FAILING = new PortMaker() {
        @Override
        public <T> T make(Class<T> port) {
            return failing(port);
        }
    };

    private BrokenAdapters() {}

    static List<Class<?>> all() {
        return Arrays.stream(BrokenAdapters.class.getDeclaredClasses())
                .<Class<?>>map(type -> type)
                .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                .toList();
    }

    private static <T> T idle(Class<T> port) {
        return proxy(port, (self, method, arguments) -> NOTHING.get(method.getReturnType()));
    }

    private static <T> T failing(Class<T> port) {
        return proxy(port, (self, method, arguments) -> {
            if (method.getName().equals("close")) {
                return null;
            }
            throw new ArithmeticException("broken");
        });
    }

    /** A store whose ports all are made this way. */
    private static Storage storage(PortMaker ports) {
        return new ModelStorage.Bundle(
                ports.make(UserRepository.class),
                ports.make(LoginStateRepository.class),
                ports.make(InvitationRepository.class),
                ports.make(UserEventLog.class),
                ports.make(PublicKeyDirectory.class));
    }

    /** Makes a port that is broken. */
    private interface PortMaker {
        <T> T make(Class<T> port);
    }

    private static <T> T proxy(Class<T> port, InvocationHandler handler) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    private static StorageSandbox sandbox(Storage storage) {
        return ModelStorage.opening(() -> storage);
    }

    /** A store that makes its ports anew for each call. */
    static final class PortsAnew
            implements StorageLifecycleContract,
                    InvitationRepositoryInstancesContract,
                    LoginStateRepositoryLifecycleContract {
        @Override
        public StorageSandbox newSandbox() {
            return sandbox(proxy(
                    Storage.class,
                    (self, method, arguments) ->
                            method.getName().equals("close") ? null : idle(method.getReturnType())));
        }
    }

    abstract static class BrokenStorage implements StorageContract, UnreadableUserContract {
        private final PortMaker ports;

        BrokenStorage(PortMaker ports) {
            this.ports = ports;
        }

        @Override
        public StorageSandbox newSandbox() {
            return sandbox(storage(ports));
        }

        @Override
        public void damage(UserId user) {}
    }

    abstract static class BrokenSecretSealer implements SecretSealerContract {
        private final PortMaker ports;

        BrokenSecretSealer(PortMaker ports) {
            this.ports = ports;
        }

        @Override
        public SecretSealer sealer() {
            return ports.make(SecretSealer.class);
        }

        @Override
        public SecretSealer sealerUnderAnotherKey() {
            return ports.make(SecretSealer.class);
        }

        @Override
        public SecretSealer rotatedSealer() {
            return ports.make(SecretSealer.class);
        }
    }

    abstract static class BrokenInvitationSender implements InvitationSenderContract {
        private final PortMaker ports;

        BrokenInvitationSender(PortMaker ports) {
            this.ports = ports;
        }

        @Override
        public InvitationSender sender() {
            return ports.make(InvitationSender.class);
        }

        @Override
        public InvitationMessage message(String text) {
            return new InvitationMessage.Sms(new Contact.MobilePhone("+32470000007"), text);
        }

        @Override
        public List<String> arrived() {
            return List.of();
        }
    }

    abstract static class BrokenObserver implements ObserverContract {
        private final PortMaker ports;

        BrokenObserver(PortMaker ports) {
            this.ports = ports;
        }

        @Override
        public Observer observer() {
            return ports.make(Observer.class);
        }

        @Override
        public long logins() {
            return 0;
        }
    }

    static final class IdleStorage extends BrokenStorage {
        IdleStorage() {
            super(IDLE);
        }
    }

    static final class FailingStorage extends BrokenStorage {
        FailingStorage() {
            super(FAILING);
        }
    }

    static final class IdleSecretSealer extends BrokenSecretSealer {
        IdleSecretSealer() {
            super(IDLE);
        }
    }

    static final class FailingSecretSealer extends BrokenSecretSealer {
        FailingSecretSealer() {
            super(FAILING);
        }
    }

    static final class IdleInvitationSender extends BrokenInvitationSender {
        IdleInvitationSender() {
            super(IDLE);
        }
    }

    static final class FailingInvitationSender extends BrokenInvitationSender {
        FailingInvitationSender() {
            super(FAILING);
        }
    }

    static final class IdleObserver extends BrokenObserver {
        IdleObserver() {
            super(IDLE);
        }
    }

    static final class FailingObserver extends BrokenObserver {
        FailingObserver() {
            super(FAILING);
        }
    }

    static final class IdleContentCipher implements ContentCipherContract {
        @Override
        public ContentCipher newCipher() {
            return idle(ContentCipher.class);
        }
    }

    static final class IdleContentKeyWrapper implements ContentKeyWrapperContract {
        @Override
        public ContentKeyWrapper newWrapper() {
            return idle(ContentKeyWrapper.class);
        }
    }

    static final class IdleDataSealer implements DataSealerContract {
        @Override
        public DataSealer newSealer() {
            return idle(DataSealer.class);
        }
    }

    static final class IdleOriginSigner implements OriginSignerContract {
        @Override
        public OriginSigner newSigner() {
            return idle(OriginSigner.class);
        }
    }

    static final class IdleKeyPairGenerator implements KeyPairGeneratorContract {
        @Override
        public KeyPairGenerator newGenerator() {
            return idle(KeyPairGenerator.class);
        }
    }

    static final class IdleOneTimePassword implements OneTimePasswordContract {
        @Override
        public OneTimePassword oneTimePassword() {
            return idle(OneTimePassword.class);
        }
    }

    static final class IdlePasswordHasher implements PasswordHasherContract {
        @Override
        public PasswordHasher newHasher() {
            return idle(PasswordHasher.class);
        }
    }

    static final class IdlePrivateKeyFiles implements PrivateKeyFilesContract {
        @Override
        public PrivateKeyFiles newKeyFiles() {
            return idle(PrivateKeyFiles.class);
        }
    }

    static final class IdlePrivateKeyStore implements PrivateKeyStoreContract {
        @Override
        public PrivateKeyStore newStore() {
            return idle(PrivateKeyStore.class);
        }
    }

    static final class IdleSecretGenerator implements SecretGeneratorContract {
        @Override
        public SecretGenerator newGenerator() {
            return idle(SecretGenerator.class);
        }
    }

    static final class IdleSecretSplitter implements SecretSplitterContract {
        @Override
        public SecretSplitter newSplitter() {
            return idle(SecretSplitter.class);
        }
    }

    static final class IdleTokenHasher implements TokenHasherContract {
        @Override
        public TokenHasher tokenHasher() {
            return idle(TokenHasher.class);
        }
    }

    static final class FailingContentCipher implements ContentCipherContract {
        @Override
        public ContentCipher newCipher() {
            return failing(ContentCipher.class);
        }
    }

    static final class FailingContentKeyWrapper implements ContentKeyWrapperContract {
        @Override
        public ContentKeyWrapper newWrapper() {
            return failing(ContentKeyWrapper.class);
        }
    }

    static final class FailingDataSealer implements DataSealerContract {
        @Override
        public DataSealer newSealer() {
            return failing(DataSealer.class);
        }
    }

    static final class FailingOriginSigner implements OriginSignerContract {
        @Override
        public OriginSigner newSigner() {
            return failing(OriginSigner.class);
        }
    }

    static final class FailingKeyPairGenerator implements KeyPairGeneratorContract {
        @Override
        public KeyPairGenerator newGenerator() {
            return failing(KeyPairGenerator.class);
        }
    }

    static final class FailingOneTimePassword implements OneTimePasswordContract {
        @Override
        public OneTimePassword oneTimePassword() {
            return failing(OneTimePassword.class);
        }
    }

    static final class FailingPasswordHasher implements PasswordHasherContract {
        @Override
        public PasswordHasher newHasher() {
            return failing(PasswordHasher.class);
        }
    }

    static final class FailingPrivateKeyFiles implements PrivateKeyFilesContract {
        @Override
        public PrivateKeyFiles newKeyFiles() {
            return failing(PrivateKeyFiles.class);
        }
    }

    static final class FailingPrivateKeyStore implements PrivateKeyStoreContract {
        @Override
        public PrivateKeyStore newStore() {
            return failing(PrivateKeyStore.class);
        }
    }

    static final class FailingSecretGenerator implements SecretGeneratorContract {
        @Override
        public SecretGenerator newGenerator() {
            return failing(SecretGenerator.class);
        }
    }

    static final class FailingSecretSplitter implements SecretSplitterContract {
        @Override
        public SecretSplitter newSplitter() {
            return failing(SecretSplitter.class);
        }
    }

    static final class FailingTokenHasher implements TokenHasherContract {
        @Override
        public TokenHasher tokenHasher() {
            return failing(TokenHasher.class);
        }
    }
}
