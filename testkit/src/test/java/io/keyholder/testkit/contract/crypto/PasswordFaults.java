package io.keyholder.testkit.contract.crypto;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.testkit.SaltedSha256PasswordHasher;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Hashers of passwords that break one clause each. */
final class PasswordFaults {
    private PasswordFaults() {}

    static List<CryptoFault> all() {
        return List.of(
                of("ForgetsAfterOneHundred", ForgetsAfterOneHundred::new, "acceptsAnyPasswordThatItHashed"),
                of("ReadsAClosedPassword", ReadsAClosedPassword::new, "refusesAClosedPassword"),
                of("ReadsAnyCost", ReadsAnyCost::new, "refusesHashesThatAskForTooMuchWork"),
                of("ServesOneThread", ServesOneThread::new, "servesManyThreadsAtOnce"));
    }

    private static CryptoFault of(String name, Supplier<PasswordHasher> hashers, String clause) {
        return CryptoFault.of(name, PasswordHasherContract.class, hashers, clause);
    }

    private static final class ForgetsAfterOneHundred extends SaltedSha256PasswordHasher {
        private final AtomicInteger made = new AtomicInteger();

        @Override
        public PasswordHash hash(Password password) {
            made.incrementAndGet();
            return super.hash(password);
        }

        @Override
        public Verification verify(Password password, Optional<PasswordHash> stored) {
            Verification right = super.verify(password, stored);
            return made.get() > 100 ? Verification.MISMATCHED : right;
        }
    }

    private static final class ReadsAClosedPassword extends SaltedSha256PasswordHasher {
        @Override
        public byte[] relevantBytes(Password password) {
            try {
                return super.relevantBytes(password);
            } catch (IllegalStateException closed) {
                return new byte[0];
            }
        }
    }

    private static final class ReadsAnyCost extends SaltedSha256PasswordHasher {
        @Override
        public Verification unreadable(PasswordHash stored) {
            return stored.encoded().matches("(\\{bcrypt})?\\$2b\\$3[01]\\$.{53}")
                    ? Verification.MISMATCHED
                    : Verification.UNREADABLE;
        }
    }

    private static final class ServesOneThread extends SaltedSha256PasswordHasher {
        private final Thread only = Thread.currentThread();

        @Override
        public Verification verify(Password password, Optional<PasswordHash> stored) {
            Verification right = super.verify(password, stored);
            return Thread.currentThread() == only ? right : Verification.MISMATCHED;
        }
    }
}
