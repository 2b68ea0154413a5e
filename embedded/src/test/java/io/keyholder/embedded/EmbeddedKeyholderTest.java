package io.keyholder.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.crypto.PepperKeys;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.StoreMissingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKeyholderTest {
    private static final Password PASSWORD = Password.of("correct horse battery");

    private static final CryptoOptions CHEAP = CryptoOptions.defaults().withBcryptCost(4);

    @TempDir
    private Path directory;

    @Test
    void keepsUsersInTheDirectory() {
        try (Keyholder keyholder = EmbeddedKeyholder.open(directory)) {
            createAda(keyholder);
        }

        try (Keyholder keyholder = EmbeddedKeyholder.openExisting(directory)) {
            assertThat(keyholder.logIn("Ada@Example.org", PASSWORD).isAccepted())
                    .isTrue();
        }
    }

    @Test
    void opensNothingNewWhenAskedForSomethingExisting() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> EmbeddedKeyholder.openExisting(missing)).isInstanceOf(StoreMissingException.class);
        assertThat(missing).doesNotExist();
    }

    @Test
    void hashesWithThePepperOfTheHost() {
        CryptoOptions peppered =
                CHEAP.withPepperKeys(PepperKeys.of("k".repeat(32).getBytes(StandardCharsets.US_ASCII)));
        try (Keyholder keyholder = EmbeddedKeyholder.open(directory, with(peppered))) {
            createAda(keyholder);
            assertThat(storedHash(keyholder)).startsWith("{bcrypt-pepper:");
        }

        assertThat(letsAdaIn(with(peppered))).isTrue();
        assertThat(letsAdaIn(with(CHEAP))).isFalse();
    }

    @Test
    void hashesAsIcureDoesBesideALiveServer() {
        try (Keyholder keyholder = EmbeddedKeyholder.open(directory, with(CHEAP.withPasswordHashesOfIcure()))) {
            createAda(keyholder);
            assertThat(storedHash(keyholder)).matches("\\{[^}]{44}}[0-9a-f]{64}");
        }
    }

    @Test
    void sealsSecretsWhateverTheOptionsSayAboutThem() {
        try (Keyholder keyholder = EmbeddedKeyholder.open(directory, with(CHEAP.withSecretsInClear()))) {
            createAda(keyholder);
            SecondFactorResult enrolled =
                    keyholder.secondFactors().enrol(Actor.host(), ada(keyholder).id(), "Practice");

            assertThat(enrolled).isInstanceOf(SecondFactorResult.Enrolled.class);
            assertThat(UserDocuments.write(ada(keyholder)))
                    .doesNotContain(secretIn(((SecondFactorResult.Enrolled) enrolled).uri()));
        }
    }

    @Test
    void opensWithTheClockOfTheHost() {
        Instant moment = Instant.parse("2026-03-01T12:00:00Z");
        KeyholderOptions options = KeyholderOptions.of(Clock.fixed(moment, ZoneOffset.UTC));
        try (Keyholder keyholder = EmbeddedKeyholder.open(directory, with(CHEAP).withKeyholder(options))) {
            createAda(keyholder);
            assertThat(ada(keyholder).lifecycle().created()).contains(moment);
        }
    }

    @Test
    void forgetsUsersInMemory() {
        try (Keyholder keyholder = EmbeddedKeyholder.inMemory()) {
            createAda(keyholder);
            assertThat(keyholder.logIn("ada@example.org", PASSWORD).isAccepted())
                    .isTrue();
        }

        try (Keyholder keyholder = EmbeddedKeyholder.inMemory()) {
            assertThat(keyholder.users().count(Actor.host()).orElseThrow()).isZero();
        }
    }

    private boolean letsAdaIn(EmbeddedOptions options) {
        try (Keyholder keyholder = EmbeddedKeyholder.openExisting(directory, options)) {
            return keyholder.logIn("ada@example.org", PASSWORD).isAccepted();
        }
    }

    private static EmbeddedOptions with(CryptoOptions crypto) {
        return EmbeddedOptions.defaults().withCrypto(crypto);
    }

    private static User ada(Keyholder keyholder) {
        return keyholder.users().find(Actor.host(), "ada@example.org").single().orElseThrow();
    }

    private static String storedHash(Keyholder keyholder) {
        return ada(keyholder).credentials().passwordHash().orElseThrow().encoded();
    }

    private static String secretIn(String uri) {
        Matcher secret = Pattern.compile("secret=([A-Z2-7]+)").matcher(uri);
        assertThat(secret.find()).isTrue();
        return secret.group(1);
    }

    private static void createAda(Keyholder keyholder) {
        keyholder
                .users()
                .create(
                        Actor.host(),
                        NewUser.of(LoginIdentifiers.email("ada@example.org")).withPassword(PASSWORD));
    }
}
