package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.Storage;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.testkit.failing.ForwardingCrypto;
import io.keyholder.testkit.model.PracticeModel;
import io.keyholder.testkit.model.PracticeModel.Deed;
import io.keyholder.testkit.model.PracticeModel.Step;
import io.keyholder.verification.crypto.CryptoWithReadyKeys;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The model of a practice finds a broken store and broken cryptography, so that it can fail at all. */
class PracticeModelTest {
    @Test
    void passesForWhatIsRight() {
        assertThatCode(() -> play(
                        MapStorage.create()::sharing,
                        CryptoWithReadyKeys::new,
                        new Step("chief", Deed.RESET_PASSWORD, "ada"),
                        new Step("ada", Deed.LOG_IN, "ada"),
                        new Step("ada", Deed.GUESS, "bob"),
                        new Step("chief", Deed.DISABLE, "ada"),
                        new Step("ada", Deed.LOG_IN, "ada"),
                        new Step("chief", Deed.RESTART, "ada")))
                .doesNotThrowAnyException();
    }

    @Test
    void findsAStoreThatForgetsWhenItIsClosed() {
        assertThatThrownBy(() ->
                        play(MapStorage::create, CryptoWithReadyKeys::new, new Step("chief", Deed.RESTART, "ada")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void findsAHasherThatAcceptsAnyPassword() {
        assertThatThrownBy(() ->
                        play(MapStorage.create()::sharing, OfAnyPassword::new, new Step("ada", Deed.GUESS, "bob")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("wrong password");
    }

    @Test
    void findsAHasherThatAcceptsNoPassword() {
        assertThatThrownBy(() ->
                        play(MapStorage.create()::sharing, OfNoPassword::new, new Step("bob", Deed.LOG_IN, "bob")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("by its password");
    }

    private static void play(Supplier<? extends Storage> store, Supplier<? extends Crypto> crypto, Step... life) {
        PracticeModel.play(store::get, crypto::get, List.of(life));
    }

    /** Compares every password with the first that it hashed. */
    private static final class OfAnyPassword extends ForwardingCrypto {
        OfAnyPassword() {
            super(new CryptoWithReadyKeys());
        }

        @Override
        public PasswordHasher passwordHasher() {
            return new Comparing(super.passwordHasher(), "lamp ferry walnut 17");
        }
    }

    private static final class OfNoPassword extends ForwardingCrypto {
        OfNoPassword() {
            super(new CryptoWithReadyKeys());
        }

        @Override
        public PasswordHasher passwordHasher() {
            return new Comparing(super.passwordHasher(), "no password of the model");
        }
    }

    /** Compares one password, whichever is presented. */
    private record Comparing(PasswordHasher hasher, String compared) implements PasswordHasher {
        @Override
        public PasswordHash hash(Password password) {
            return hasher.hash(password);
        }

        @Override
        public Verification verify(Password password, Optional<PasswordHash> stored) {
            try (Password other = Password.of(compared)) {
                return hasher.verify(other, stored);
            }
        }
    }
}
