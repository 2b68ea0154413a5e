package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.Storage;
import io.keyholder.ports.hashing.TokenHasher;
import io.keyholder.ports.onetimepassword.OneTimePassword;
import io.keyholder.testkit.failing.ForwardingCrypto;
import io.keyholder.testkit.model.AccountModel;
import io.keyholder.testkit.model.AccountModel.Deed;
import io.keyholder.verification.crypto.CryptoWithReadyKeys;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The model of an account finds a broken store and broken cryptography, so that it can fail at all. */
class AccountModelTest {
    @Test
    void passesForWhatIsRight() {
        assertThatCode(() -> play(MapStorage.create()::sharing, CryptoWithReadyKeys::new, Deed.values()))
                .doesNotThrowAnyException();
        assertThatCode(() -> play(
                        MapStorage.create()::sharing,
                        CryptoWithReadyKeys::new,
                        Deed.ENROL,
                        Deed.CONFIRM,
                        Deed.LOG_IN,
                        Deed.REUSE_CODE,
                        Deed.WAIT,
                        Deed.LOG_IN_WITH_RECOVERY_CODE,
                        Deed.REUSE_RECOVERY_CODE,
                        Deed.WAIT,
                        Deed.RESTART,
                        Deed.LOG_IN_WITH_CODE,
                        Deed.CHANGE_PASSWORD,
                        Deed.CHECK_LOGINS))
                .doesNotThrowAnyException();
    }

    @Test
    void findsAStoreThatForgetsWhenItIsClosed() {
        assertThatThrownBy(() -> play(MapStorage::create, CryptoWithReadyKeys::new, Deed.RESTART, Deed.LOG_IN))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("in by the password");
    }

    @Test
    void findsATokenHasherThatAcceptsNothing() {
        assertThatThrownBy(() ->
                        play(MapStorage.create()::sharing, OfNoToken::new, Deed.CREATE_TOKEN, Deed.PRESENT_TOKENS))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("in by a token");
    }

    @Test
    void findsCodesThatCountForAnyMoment() {
        assertThatThrownBy(() -> play(
                        MapStorage.create()::sharing, OfFreshCodes::new, Deed.ENROL, Deed.CONFIRM, Deed.REUSE_CODE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("in by a used code");
    }

    private static void play(Supplier<? extends Storage> store, Supplier<? extends Crypto> crypto, Deed... life) {
        AccountModel.play(store::get, crypto::get, List.of(life));
    }

    /** Hashes tokens and recognizes none. */
    private static final class OfNoToken extends ForwardingCrypto {
        OfNoToken() {
            super(new CryptoWithReadyKeys());
        }

        @Override
        public TokenHasher tokenHasher() {
            TokenHasher hasher = super.tokenHasher();
            return new TokenHasher() {
                @Override
                public PasswordHash hash(Password value) {
                    return hasher.hash(value);
                }

                @Override
                public boolean verify(Password value, PasswordHash stored) {
                    return false;
                }
            };
        }
    }

    /** Calls a right code one of a later moment each time, so that it was never used before. */
    private static final class OfFreshCodes extends ForwardingCrypto {
        private long later;

        OfFreshCodes() {
            super(new CryptoWithReadyKeys());
        }

        @Override
        public OneTimePassword oneTimePassword() {
            OneTimePassword codes = super.oneTimePassword();
            return new OneTimePassword() {
                @Override
                public TotpSecret newSecret() {
                    return codes.newSecret();
                }

                @Override
                public boolean isReadable(TotpSecret secret) {
                    return codes.isReadable(secret);
                }

                @Override
                public OptionalLong matchingStep(TotpSecret secret, String code, Instant now) {
                    OptionalLong step = codes.matchingStep(secret, code, now);
                    return step.isPresent() ? OptionalLong.of(step.getAsLong() + later++) : step;
                }

                @Override
                public String enrolmentUri(TotpSecret secret, String issuer, String account) {
                    return codes.enrolmentUri(secret, issuer, account);
                }
            };
        }
    }
}
