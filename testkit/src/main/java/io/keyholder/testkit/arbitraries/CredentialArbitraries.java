package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.credential.AuthenticationSource;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for what a user proves itself with. */
public final class CredentialArbitraries {
    private static final String HEX_64 = "0123456789abcdef".repeat(4);

    private CredentialArbitraries() {}

    /** Any credentials, from none to a directory's user with an unusable second factor. */
    public static Arbitrary<Credentials> credentials() {
        return Combinators.combine(
                        Choice.optional(50, Arbitraries.of(AuthenticationSource.class)),
                        Choice.optional(80, passwordHashes()),
                        secondFactors())
                .as(Credentials::new)
                .withoutEdgeCases();
    }

    /** The texts of passwords: empty, short, around the 72 bytes where bcrypt ends, long, of any script. */
    public static Arbitrary<String> passwordTexts() {
        return Choice.of(6, TextArbitraries.anyText(200))
                .or(
                        3,
                        Arbitraries.strings()
                                .ascii()
                                .ofMinLength(60)
                                .ofMaxLength(200)
                                .withoutEdgeCases())
                .or(
                        2,
                        Arbitraries.of(
                                "",
                                " ",
                                "password|123456",
                                HEX_64,
                                TextArbitraries.longest("x", 72),
                                TextArbitraries.longest("x", 73),
                                TextArbitraries.longest("é", 36),
                                TextArbitraries.longest("\u0000", 73),
                                TextArbitraries.longest("\ud83d\udd11", Password.MAX_LENGTH)))
                .arbitrary();
    }

    /** Passwords, each to be closed by the test that draws it. */
    public static Arbitrary<Password> passwords() {
        return passwordTexts().map(Password::of);
    }

    /** Stored hashes: every form that databases hold, and text in no form. */
    public static Arbitrary<PasswordHash> passwordHashes() {
        return Choice.of(
                        3,
                        Arbitraries.of(
                                HEX_64,
                                "{VYRDuxj0q7JzzXHrZJywFNPv+7VHlDvJour6vsg1PTo=}" + HEX_64,
                                "{bcrypt}$2a$12$" + "abcdefghijklmnopqrstuv" + "0123456789012345678901234567890",
                                "{pbkdf2}" + HEX_64 + "0123456789abcdef",
                                "$2y$10$" + "./ABCDEFGHIJKLMNOPQRST" + "0123456789012345678901234567890",
                                "$pbkdf2-sha256$29000$c2l4dGVlbiBieXRlcyBvZg$" + "A".repeat(43),
                                "{scrypt}$e0801$c2l4dGVlbiBieXRlcyBvZg==$" + "A".repeat(43) + "=",
                                "$argon2id$v=19$m=16384,t=2,p=1$c2l4dGVlbiBieXRlcyBvZg$" + "A".repeat(43),
                                "{SSHA}F0V9vR6J3KSzgUb16eIzr+fXv9QkZOwd",
                                "*"))
                .or(1, TextArbitraries.text(PasswordHash.MAX_LENGTH))
                .arbitrary()
                .map(PasswordHash::of);
    }

    /** Off, pending, on or unusable. */
    public static Arbitrary<SecondFactor> secondFactors() {
        return Choice.<SecondFactor>of(2, Arbitraries.of(SecondFactor.off(), new SecondFactor.Unusable()))
                .or(1, totpSecrets().map(SecondFactor.Pending::new))
                .or(1, totpSecrets().map(SecondFactor.On::new))
                .arbitrary();
    }

    /** Stored secrets: bare, with digits, with an algorithm, and text in no form. */
    public static Arbitrary<TotpSecret> totpSecrets() {
        return Choice.of(3, Arbitraries.of("JBSWY3DPEHPK3PXP", "6:JBSWY3DPEHPK3PXP", "SHA512:8:JBSWY3DPEHPK3PXP"))
                .or(1, TextArbitraries.text(TotpSecret.MAX_LENGTH))
                .arbitrary()
                .map(TotpSecret::of);
    }
}
