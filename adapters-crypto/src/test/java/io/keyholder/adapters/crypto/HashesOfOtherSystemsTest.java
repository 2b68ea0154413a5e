package io.keyholder.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.password.HashDiagnosis;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Known answers of the software whose hashes people bring, each made by the program and version that it names. */
class HashesOfOtherSystemsTest {
    private final BouncyCastleCrypto crypto =
            BouncyCastleCrypto.create(CryptoOptions.defaults().withBcryptCost(4).withDevisePepper("b".repeat(128)));

    /**
     * A hash with its password.
     *
     * @param source what made it
     */
    record Known(String source, String hash, String password) {}

    static Stream<Known> knownAnswers() {
        return Stream.of(
                known(
                        "firebase-scrypt 2.2.0 (npm)",
                        "$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,sk=jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==$42xEC+ixf3L2lw==$lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==",
                        "user1password"),
                known(
                        "firebase-scrypt 2.2.0 (npm)",
                        "$fbscrypt$sk=jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==,v=1,r=4,n=11,p=1,ss=Bw==$42xEC+ixf3L2lw==$kX/i+1UwadlVZCIuAI94X5XhejMYGc0584tk6nTtVCsQzFHdTGbVF6TNjvorY1tTFvU0u2YYQPmUFrHaNHXgSg==",
                        "grüße"),
                known(
                        "passlib 1.7.4",
                        "$bcrypt-sha256$v=2,t=2b,r=4$WpKBD0HQRrACfajSfGiF/u$9GYL4eUnOg2tlW/u0XKnpx6gi.OMYQq",
                        "correct horse"),
                known(
                        "passlib 1.7.4",
                        "$bcrypt-sha256$2b,4$S7GaHhRIhFrE2x2I8.KcgO$25q5fM0e5zCMaxE.3afgnqCclMrt4FC",
                        "correct horse"),
                known(
                        "Django 3.2.25",
                        "bcrypt_sha256$$2b$04$8K8zP89DwXfGcjfTBe.QEeD7Sy2eCgKFVFcx9wo96i8UTI5945uKK",
                        "grüße"),
                known(
                        "Devise 4.8.1, its pepper 128 times b",
                        "{devise}$2a$04$OzPfrpxYW6KBVPMWXDik/.89X0EEE4Q.fYpmPnWgovlc1zOn.OpvO",
                        "correct horse"),
                known(
                        "passlib 1.7.4",
                        "$bcrypt-sha256$v=2,t=2b,r=4$jdL9.YEUO6q8UYxZAnFcue$XjdW3JG4beyLVlsj8EcPaI/L2hTe52e",
                        "grüße".repeat(20)),
                known(
                        "Django 3.2.25",
                        "bcrypt_sha256$$2b$04$iGGQTFkIcBMrc1Qe/CBYU.DgzEJ0izjbo.x/2hiUAZvNWlvydPpBa",
                        "x".repeat(100)),
                known(
                        "passlib 1.7.4",
                        "$pbkdf2$1000$du79X4txjnHuvZfynrNWKg$2mX/O9CtZlzWaWW2oIhAyVF1edM",
                        "correct horse"),
                known(
                        "passlib 1.7.4",
                        "$pbkdf2-sha512$1000$4bzXWouxVmqt1fof43yPMQ$SXeVkMSfJnkehwcWXveHEPpiPdvmC8dD8h0zd5GVItyglx4ZlmEqAOnXnFLDih9zg551Jn8R995Ts5Abwe2nsg",
                        "grüße"),
                known(
                        "passlib 1.7.4",
                        "{SSHA256}conR+VhIzwsiyCdn92iDxid8IXc75KB2m0/4rxwytPocA6A0phTivA==",
                        "correct horse"),
                known(
                        "passlib 1.7.4",
                        "{SSHA512}VPm3Vbgb3vVRIF7SEYnZXhaCXdrkw4ad+lG7We7RXpnO7CLuuOE8Q41DG6ftqEFXqDzHDOHylKxk9XFzQbfkDnROiREiBKB0",
                        "grüße"),
                known("passlib 1.7.4", "{SMD5}AY7t7Nvyl2acRB3YGeswl5ayNkY=", "correct horse"),
                known("passlib 1.7.4", "{MD5}PLTnMmMfR+brlh80VUt83g==", "correct horse"),
                known("passlib 1.7.4", "{SHA}L55TUjtiq8FBorTWAZ0jy6g129A=", "correct horse"),
                known("passlib 1.7.4", "$P$6eWZdeQXU/FDvFXlPQ6.zgdw8TLiLj/", "correct horse"),
                known("passlib 1.7.4", "$H$6ZAQQ9LG87/MyosOH5tX6ItZ1MLNW8/", "grüße"),
                known(
                        "passlib 1.7.4",
                        "$6$rounds=1000$0rJx6M5r.R/iOxTc$mSC1CpNW4zvno7gXGaNVf29dvN54b3o3FlWOx3pFohicMceknptXJGIqo5QNnHhSqX2/JBZVDO6HgKQdYbPvV.",
                        "correct horse"),
                known(
                        "passlib 1.7.4",
                        "$6$ZZafmlLsgm0vqydB$s/mm6ptFYoaB9/fE0W5ZGllFlSbrUnqj1tqOWVnBodQux2JaDFvMDQ8mOdug2YPOkvBRor/IA.b/QlywIbgCA0",
                        "grüße"),
                known(
                        "passlib 1.7.4",
                        "$5$rounds=1000$pK8ME/15ObPlQQOi$SOcYx/z5N5IxcW209LaeJpXbsVUIyNj6qW/276ZnXR3",
                        "correct horse"),
                known("passlib 1.7.4", "$1$wCXC1x//$vhnR2PeCYXr1FVQbK4JAR1", "correct horse"),
                known("passlib 1.7.4", "$apr1$6Et7JhKl$WZIQMrGQEONyxrBjVk0I20", "grüße"),
                known(
                        "passlib 1.7.4",
                        "$scrypt$ln=4,r=8,p=1$pPR+b22tVerdW0uptTYGwA$Fj0D7/M4hKIDswvt/1j2ZF2FqqoW8eGSe9251sbdA4A",
                        "correct horse"),
                known(
                        "passlib 1.7.4",
                        "{CRYPT}$6$rounds=1000$KDHgctEwJ0ZMQruD$6nVElQUW2.gX8TNFAoIs5wEwF5lqwNsx04oYE7gdH9fG6S/NGvs03MZLSPCIW9W9O3PLXdDsP07SAeORi4i4A/",
                        "correct horse"),
                known(
                        "Django 3.2.25",
                        "pbkdf2_sha256$1000$saltsaltsalt$F7o7+5VTVzFAO998X6s3AHrDsJVdMiIlgndIMe19NvY=",
                        "correct horse"),
                known("Django 3.2.25", "pbkdf2_sha1$1000$saltsaltsalt$DF/5Ws/OFFXB6IlvniKwrSuyRAE=", "grüße"),
                known(
                        "Django 3.2.25",
                        "argon2$argon2id$v=19$m=256,t=2,p=2$c2FsdHNhbHRzYWx0$a+vEKtdCO9Aw5hJFJuMdmA",
                        "correct horse"),
                known(
                        "Werkzeug 2.2.2",
                        "pbkdf2:sha256:1000$0nxm3TNqg0ui34pp$b3432066f050628c0bf1fac51aac18ce490bc1d71168a5d5e41b566b36eabeec",
                        "correct horse"),
                known(
                        "Werkzeug 2.2.2",
                        "pbkdf2:sha512:1000$8mmdtJXYPYmzJG36$83a95f73951998c807e080a87389bcc487aa6111474e1fa80b1e58ed9865812f2a7d3c3e9c2c411521a4002d7e218278e969c401335c37a945ebe1d1d9391529",
                        "grüße"),
                known("PHP 8.2.36", "$2y$04$4JAIlupM4P8TwJIqvU6uSuBfuITS9xKrsvnfnfa4ecO9B0CpfH0xS", "correct horse"),
                known(
                        "PHP 8.2.36",
                        "$argon2id$v=19$m=256,t=2,p=1$MFAwSFVaUHFBUklsTUY0aQ$IJpZioQEAkDC9iF4pnGzJmePyh7AsOnWTB3c4e8tl/E",
                        "grüße"),
                known(
                        "mkpasswd of Debian's whois",
                        "$6$rounds=1000$saltstring$YiR6NSM0LQXmu7vAhkMXfkdYk7qtFouVx1Mdr3HmzXspT8kONjlpU3CsV7ezCB62uXJoAdaagsH4ck7/tB9js.",
                        "correct horse"),
                known("mkpasswd of Debian's whois", "$1$saltstri$CVtlMpOHug1.jDUbVpFvB1", "correct horse"),
                known(
                        "the layout of ASP.NET Identity v3, key by Node.js 'crypto'",
                        "AQAAAAIAAAPoAAAAEDAxMjM0NTY3ODlhYmNkZWY4zQUCgioJUrWxa3EOJ99WUF6O0tr6SzhM/vUmJ5zC5A==",
                        "correct horse"),
                known(
                        "the layout of Keycloak, key by Node.js 'crypto'",
                        "{\"secretData\":\"{\\\"value\\\":\\\"cBg8D2DungRB9k76szThf5ehfyBz991ay6PT8Srwk4NQEC0GVAwWLSUGWbcye1xU+dO7fZFld1DsscNlAN1uxw==\\\",\\\"salt\\\":\\\"MDEyMzQ1Njc4OWFiY2RlZg==\\\",\\\"additionalParameters\\\":{}}\",\"credentialData\":\"{\\\"hashIterations\\\":1000,\\\"algorithm\\\":\\\"pbkdf2-sha256\\\",\\\"additionalParameters\\\":{}}\"}",
                        "correct horse"),
                known(
                        "the layout of Keycloak, key by Node.js 'crypto'",
                        "{\"value\":\"cBg8D2DungRB9k76szThf5ehfyBz991ay6PT8Srwk4NQEC0GVAwWLSUGWbcye1xU+dO7fZFld1DsscNlAN1uxw==\",\"salt\":\"MDEyMzQ1Njc4OWFiY2RlZg==\",\"algorithm\":\"pbkdf2-sha256\",\"hashIterations\":1000}",
                        "correct horse"));
    }

    @ParameterizedTest
    @MethodSource("knownAnswers")
    void letTheirPasswordInAndNoOther(Known known) {
        assertThat(verify(known.password(), known.hash())).isEqualTo(Verification.MATCHED_OUTDATED);
        assertThat(verify(known.password() + "x", known.hash())).isEqualTo(Verification.MISMATCHED);
        assertThat(verify("", known.hash())).isEqualTo(Verification.MISMATCHED);
        assertThat(crypto.diagnose(PasswordHash.of(known.hash()))).isEqualTo(new HashDiagnosis.Outdated());
        assertThat(crypto.passwordHasher().isReadable(PasswordHash.of(known.hash())))
                .isTrue();
    }

    /** libsodium ends its text by zero bytes, files by a line. */
    @ParameterizedTest
    @MethodSource("knownAnswers")
    void areReadWithWhatFilesLeaveAroundThem(Known known) {
        for (String around : List.of("\0", "\0\0\0\0", "\n", "\r\n", " ", "\t")) {
            assertThat(verify(known.password(), known.hash() + around)).isEqualTo(Verification.MATCHED_OUTDATED);
            assertThat(verify(known.password(), " " + known.hash() + around)).isEqualTo(Verification.MATCHED_OUTDATED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$m=256,t=2,p=1$MFAwSFVaUHFBUklsTUY0aQ$IJpZioQEAkDC9iF4pnGzJmePyh7AsOnWTB3c4e8tl/E",
                "$argon2id$v=19$p=1,m=256,t=2$MFAwSFVaUHFBUklsTUY0aQ$IJpZioQEAkDC9iF4pnGzJmePyh7AsOnWTB3c4e8tl/E",
                "$argon2id$v=19$t=2,p=1,m=256$MFAwSFVaUHFBUklsTUY0aQ==$IJpZioQEAkDC9iF4pnGzJmePyh7AsOnWTB3c4e8tl/E=",
                "{ARGON2}$argon2id$v=19$m=256,t=2,p=1$MFAwSFVaUHFBUklsTUY0aQ$IJpZioQEAkDC9iF4pnGzJmePyh7AsOnWTB3c4e8tl/E",
                "{argon2id}$argon2id$v=19$m=256,t=2,p=1$MFAwSFVaUHFBUklsTUY0aQ$IJpZioQEAkDC9iF4pnGzJmePyh7AsOnWTB3c4e8tl/E",
                "argon2$argon2id$v=19$m=256,t=2,p=1$MFAwSFVaUHFBUklsTUY0aQ$IJpZioQEAkDC9iF4pnGzJmePyh7AsOnWTB3c4e8tl/E"
            })
    void readsArgon2InAnyOrderPaddingAndScheme(String hash) {
        boolean isEarlierVersion = !hash.contains("v=19");
        assertThat(verify("grüße", hash).isMatch()).isEqualTo(!isEarlierVersion);
        assertThat(crypto.diagnose(PasswordHash.of(hash))).isEqualTo(new HashDiagnosis.Outdated());
    }

    @Test
    void readsBcryptBehindSchemes() {
        String php = "$2y$04$4JAIlupM4P8TwJIqvU6uSuBfuITS9xKrsvnfnfa4ecO9B0CpfH0xS";
        for (String hash :
                List.of("{CRYPT}" + php, "{BLF-CRYPT}" + php, "{BCRYPT}" + php, "bcrypt$" + php, "{crypt}" + php)) {
            assertThat(verify("correct horse", hash)).as(hash).isEqualTo(Verification.MATCHED_OUTDATED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$6$rounds=999999999$saltstring$YiR6NSM0LQXmu7vAhkMXfkdYk7qtFouVx1Mdr3HmzXspT8kONjlpU3CsV7ezCB62uXJoAdaagsH4ck7/tB9js.",
                "$P$R" + "saltsaltAAAAAAAAAAAAAAAAAAAAAA",
                "pbkdf2_sha256$999999999$salt$F7o7+5VTVzFAO998X6s3AHrDsJVdMiIlgndIMe19NvY=",
                "pbkdf2:sha256:999999999$salt$b3432066f050628c0bf1fac51aac18ce490bc1d71168a5d5e41b566b36eabeec",
                "{PBKDF2-SHA256}999999999$c2FsdA$F7o7+5VTVzFAO998X6s3AHrDsJVdMiIlgndIMe19NvY",
                "$pbkdf2-sha512$i=999999999$c2FsdA$F7o7+5VTVzFAO998X6s3AHrDsJVdMiIlgndIMe19NvY",
                "$scrypt$ln=25,r=8,p=1$c2FsdA$F7o7+5VTVzFAO998X6s3AHrDsJVdMiIlgndIMe19NvY",
                "scrypt:16777216:8:1$salt$b3432066f050628c0bf1fac51aac18ce490bc1d71168a5d5e41b566b36eabeec",
                "$argon2id$v=19$m=99999999,t=2,p=1$MFAwSFVaUHFBUklsTUY0aQ$IJpZioQEAkDC9iF4pnGzJmePyh7AsOnWTB3c4e8tl/E",
                "{\"value\":\"F7o7+5VTVzFAO998X6s3AHrDsJVdMiIlgndIMe19NvY=\",\"salt\":\"c2FsdA==\",\"algorithm\":\"pbkdf2-sha256\",\"hashIterations\":999999999}"
            })
    void doesNoUnboundedWork(String hash) {
        assertThat(crypto.diagnose(PasswordHash.of(hash))).isInstanceOf(HashDiagnosis.TooMuchWork.class);
        assertThat(verify("correct horse", hash)).isEqualTo(Verification.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$7$abc",
                "$argon2id$v=19$m=256,t=2$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=256,t=2,p=1,x=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=256,m=256,t=2,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA",
                "{SSHA256}AAAA",
                "{SHA}conR",
                "$P$6short",
                "pbkdf2_md5$1$a$AAAAAAAAAAAAAAAAAAAAAA==",
                "$scrypt$ln=4,r=8$c2FsdA$AAAAAAAAAAAAAAAAAAAAAA",
                "scrypt:15:8:1$salt$" + "00000000000000000000000000000000",
                "{\"value\":1}",
                "{\"",
                "AQAAAA==",
                "$fbscrypt$v=2,n=14,r=8,p=1,ss=Bw==,sk=jxspr8Ki0RYycVU8zykbdA==$42xEC+ixf3L2lw==$jxspr8Ki0RYycVU8zykbdA==",
                "$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,sk=jxspr8Ki0RYycVU8zykbdA==$42xEC+ixf3L2lw==$jxspr8Ki0RYycVU8zykb",
                "$fbscrypt$v=1,n=99,r=8,p=1,ss=Bw==,sk=jxspr8Ki0RYycVU8zykbdA==$42xEC+ixf3L2lw==$jxspr8Ki0RYycVU8zykbdA==",
                "$fbscrypt$v=1,n=14,r=0,p=1,ss=Bw==,sk=jxspr8Ki0RYycVU8zykbdA==$42xEC+ixf3L2lw==$jxspr8Ki0RYycVU8zykbdA==",
                "$bcrypt-sha256$v=3,t=2b,r=4$WpKBD0HQRrACfajSfGiF/u$9GYL4eUnOg2tlW/u0XKnpx6gi.OMYQq",
                "$bcrypt-sha256$v=2,t=2b,r=3$WpKBD0HQRrACfajSfGiF/u$9GYL4eUnOg2tlW/u0XKnpx6gi.OMYQq",
                "bcrypt_sha256$2b$04$8K8zP89DwXfGcjfTBe.QEeD7Sy2eCgKFVFcx9wo96i8UTI5945uKK",
                "{devise}",
                "{devise}$2x$04$EfqfXk8Kjj4CteouI2TqOO07Ip368sKlnwL5SX3g4Ks8Lwsb9Kki.",
                "unusable",
                "!"
            })
    void readsNothingElse(String hash) {
        assertThat(crypto.diagnose(PasswordHash.of(hash))).isEqualTo(new HashDiagnosis.UnknownForm());
    }

    @Test
    void aHashOfDeviseNeedsTheSamePepper() {
        String hash = "{devise}$2a$04$EfqfXk8Kjj4CteouI2TqOO07Ip368sKlnwL5SX3g4Ks8Lwsb9Kki.";
        assertThat(verify("grüße", hash)).isEqualTo(Verification.MISMATCHED);
        assertThat(withPepper("short pepper").verify(Password.of("grüße"), Optional.of(PasswordHash.of(hash))))
                .isEqualTo(Verification.MATCHED_OUTDATED);
        BouncyCastleCrypto without =
                BouncyCastleCrypto.create(CryptoOptions.defaults().withBcryptCost(4));
        assertThat(without.diagnose(PasswordHash.of(hash))).isEqualTo(new HashDiagnosis.PepperKeyMissing("devise"));
        assertThat(without.passwordHasher().verify(Password.of("grüße"), Optional.of(PasswordHash.of(hash))))
                .isEqualTo(Verification.UNREADABLE);
    }

    /** Bcrypt reads 72 bytes: what it would not read never stands for what it read. */
    @Test
    void noPasswordIsRightByWhatBcryptDoesNotReadOfIt() {
        String hash = "{devise}$2a$04$OzPfrpxYW6KBVPMWXDik/.89X0EEE4Q.fYpmPnWgovlc1zOn.OpvO";
        assertThat(verify("correct horse" + "b".repeat(59), hash)).isEqualTo(Verification.MATCHED_OUTDATED);
        assertThat(verify("correct horse" + "b".repeat(60), hash)).isEqualTo(Verification.MISMATCHED);
        assertThat(verify("correct horse\0", hash)).isEqualTo(Verification.MISMATCHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b"})
    void refusesAPepperOfDeviseThatCannotBe(String pepper) {
        assertThatThrownBy(() -> CryptoOptions.defaults().withDevisePepper(pepper))
                .isInstanceOf(InvalidValueException.class);
    }

    private static PasswordHasher withPepper(String pepper) {
        return BouncyCastleCrypto.create(
                        CryptoOptions.defaults().withBcryptCost(4).withDevisePepper(pepper))
                .passwordHasher();
    }

    private Verification verify(String password, String hash) {
        return crypto.passwordHasher().verify(Password.of(password), Optional.of(PasswordHash.of(hash)));
    }

    private static Known known(String source, String hash, String password) {
        return new Known(source, hash, password);
    }
}
