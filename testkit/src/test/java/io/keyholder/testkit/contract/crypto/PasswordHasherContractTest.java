package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.testkit.ContractRun;
import io.keyholder.testkit.SaltedSha256PasswordHasher;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** That the contract passes for a right hasher and fails for each broken one, by the test that is about the bug. */
class PasswordHasherContractTest {
    @Test
    void passesForARightHasher() {
        ContractRun run = ContractRun.of(Right.class);
        assertThat(run.failures()).as("failures of %s", run).isEmpty();
        assertThat(run.tests()).hasSizeGreaterThan(12);
    }

    @Test
    void findsAHasherThatReads72Bytes() {
        assertFails(
                Reads72Bytes.class,
                "tellsPasswordsApartThatDifferInOneByte",
                "readsEveryByteOfALongPassword",
                "countsBytesRatherThanCharacters");
    }

    @Test
    void findsAHasherThatSkipsAByteInTheMiddle() {
        assertFails(SkipsByte70.class, "readsEveryByteOfALongPassword");
    }

    @Test
    void findsAHasherWithAConstantSalt() {
        assertFails(ConstantSalt.class, "saltsEveryHashAfresh");
    }

    @Test
    void findsAHasherThatStopsAtAZeroByte() {
        assertFails(StopsAtZero.class, "tellsPasswordsApartThatLookAlikeToCarelessCode");
    }

    @Test
    void findsAHasherThatLosesForeignLetters() {
        assertFails(AsciiOnly.class, "tellsPasswordsApartThatLookAlikeToCarelessCode");
    }

    @Test
    void findsAHasherThatThrowsAtWhatItCannotRead() {
        assertFails(ThrowsWhenUnreadable.class, "answersWhateverTextIsStored", "answersForDamagedFormsOfItsOwnHashes");
    }

    @Test
    void findsAHasherThatTakesAHashForAPassword() {
        assertFails(ComparesWithThePassword.class, "hashesAPasswordThatLooksLikeAHash");
    }

    @Test
    void findsAHasherThatStoresALikelyHashAsItIs() {
        assertFails(StoresHexAsItIs.class, "hashesAPasswordThatLooksLikeAHash");
    }

    @Test
    void findsAHasherThatLetsInWithoutAHash() {
        assertFails(LetsInWithoutAHash.class, "letsNobodyInWithoutAHash");
    }

    @Test
    void findsAHasherThatShowsThePassword() {
        assertFails(ShowsThePassword.class, "showsNothingOfThePasswordInItsHash");
    }

    @Test
    void findsAHasherThatClosesThePassword() {
        assertFails(ClosesThePassword.class, "leavesThePasswordOpen");
    }

    private static void assertFails(Class<? extends Trial> trial, String... tests) {
        assertThat(ContractRun.of(trial).failures()).contains(tests);
    }

    /** One kind of hasher, run through the contract. */
    abstract static class Trial implements PasswordHasherContract {
        private final Supplier<PasswordHasher> hashers;

        Trial(Supplier<PasswordHasher> hashers) {
            this.hashers = hashers;
        }

        @Override
        public PasswordHasher newHasher() {
            return hashers.get();
        }
    }

    static final class Right extends Trial {
        Right() {
            super(SaltedSha256PasswordHasher::new);
        }
    }

    static final class Reads72Bytes extends Trial {
        Reads72Bytes() {
            super(() -> new SaltedSha256PasswordHasher() {
                @Override
                public byte[] relevantBytes(Password password) {
                    byte[] all = password.utf8();
                    return Arrays.copyOf(all, Math.min(all.length, 72));
                }
            });
        }
    }

    static final class SkipsByte70 extends Trial {
        SkipsByte70() {
            super(() -> new SaltedSha256PasswordHasher() {
                @Override
                public byte[] relevantBytes(Password password) {
                    byte[] all = password.utf8();
                    if (all.length > 70) {
                        all[70] = 0;
                    }
                    return all;
                }
            });
        }
    }

    static final class ConstantSalt extends Trial {
        ConstantSalt() {
            super(() -> new SaltedSha256PasswordHasher() {
                @Override
                public byte[] salt() {
                    return new byte[16];
                }
            });
        }
    }

    static final class StopsAtZero extends Trial {
        StopsAtZero() {
            super(() -> new SaltedSha256PasswordHasher() {
                @Override
                public byte[] relevantBytes(Password password) {
                    byte[] all = password.utf8();
                    int end = 0;
                    while (end < all.length && all[end] != 0) {
                        end++;
                    }
                    return Arrays.copyOf(all, end);
                }
            });
        }
    }

    static final class AsciiOnly extends Trial {
        AsciiOnly() {
            super(() -> new SaltedSha256PasswordHasher() {
                @Override
                public byte[] relevantBytes(Password password) {
                    return new String(password.utf8(), StandardCharsets.UTF_8).getBytes(StandardCharsets.US_ASCII);
                }
            });
        }
    }

    static final class ThrowsWhenUnreadable extends Trial {
        ThrowsWhenUnreadable() {
            super(() -> new SaltedSha256PasswordHasher() {
                @Override
                public Verification unreadable(PasswordHash stored) {
                    throw new IllegalArgumentException("not a hash of this hasher");
                }
            });
        }
    }

    static final class ComparesWithThePassword extends Trial {
        ComparesWithThePassword() {
            super(() -> new SaltedSha256PasswordHasher() {
                @Override
                public Verification verify(Password password, Optional<PasswordHash> stored) {
                    boolean isSame = stored.filter(hash -> hash.encoded().equals(text(password)))
                            .isPresent();
                    return isSame ? Verification.MATCHED_OUTDATED : super.verify(password, stored);
                }
            });
        }
    }

    static final class StoresHexAsItIs extends Trial {
        StoresHexAsItIs() {
            super(() -> new SaltedSha256PasswordHasher() {
                @Override
                public PasswordHash hash(Password password) {
                    return text(password).matches("[0-9a-f]{64}")
                            ? PasswordHash.of(text(password))
                            : super.hash(password);
                }
            });
        }
    }

    static final class LetsInWithoutAHash extends Trial {
        LetsInWithoutAHash() {
            super(() -> new SaltedSha256PasswordHasher() {
                @Override
                public Verification verify(Password password, Optional<PasswordHash> stored) {
                    return stored.isEmpty() && password.isEmpty()
                            ? Verification.MATCHED
                            : super.verify(password, stored);
                }
            });
        }
    }

    static final class ShowsThePassword extends Trial {
        ShowsThePassword() {
            super(() -> new SaltedSha256PasswordHasher() {
                @Override
                public PasswordHash hash(Password password) {
                    String shown = text(password);
                    return PasswordHash.of(shown.substring(0, Math.min(100, shown.length())) + "#"
                            + super.hash(password).encoded());
                }
            });
        }
    }

    static final class ClosesThePassword extends Trial {
        ClosesThePassword() {
            super(() -> new SaltedSha256PasswordHasher() {
                @Override
                public PasswordHash hash(Password password) {
                    try (password) {
                        return super.hash(password);
                    }
                }
            });
        }
    }

    private static String text(Password password) {
        return new String(password.utf8(), StandardCharsets.UTF_8);
    }
}
