package io.keyholder.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.Keyholder;
import io.keyholder.application.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.ports.persistence.StoreMissingException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKeyholderTest {
    private static final Password PASSWORD = Password.of("correct horse battery");

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
    void forgetsUsersInMemory() {
        try (Keyholder keyholder = EmbeddedKeyholder.inMemory()) {
            createAda(keyholder);
            assertThat(keyholder.logIn("ada@example.org", PASSWORD).isAccepted())
                    .isTrue();
        }

        try (Keyholder keyholder = EmbeddedKeyholder.inMemory()) {
            assertThat(keyholder.count(Actor.host()).orElseThrow()).isZero();
        }
    }

    private static void createAda(Keyholder keyholder) {
        keyholder.create(
                Actor.host(),
                NewUser.of(LoginIdentifiers.email("ada@example.org")).withPassword(PASSWORD));
    }
}
