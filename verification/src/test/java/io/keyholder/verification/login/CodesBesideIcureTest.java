package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.CouchDbAccount;
import io.keyholder.adapters.couchdb.CouchDbOptions;
import io.keyholder.adapters.couchdb.CouchDbStorage;
import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.testkit.sample.Authenticator;
import io.keyholder.testkit.sample.MovableClock;
import io.keyholder.testserver.SharedServer;
import io.keyholder.testserver.icure.IcureModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A second factor that is enrolled here is checked by the older iCure servers, and by us after their saves. */
class CodesBesideIcureTest {
    private static final UserId ADA = new UserId("ada");
    private static final String PASSWORD = "correct horse battery staple";
    private static final Instant START = Instant.parse("2026-12-01T08:00:00Z");

    private final SharedServer server = SharedServer.get();
    private final String database = "keyholder_codes_" + System.nanoTime();
    private final MovableClock clock = MovableClock.at(START);

    @AfterEach
    void removeDatabase() {
        server.remove(database);
    }

    @Test
    void theOlderGenerationsCheckCodesOfASecretThatWasEnrolledHere() {
        try (CouchDbStorage store = open(Neighbours.of(IcureGeneration.G1, IcureGeneration.G2))) {
            Keyholder keyholder = keyholder(store);
            Authenticator authenticator = enrolled(store, keyholder);
            for (int round = 0; round < 2; round++) {
                assertOlderAccept(authenticator);
                assertThat(logsIn(keyholder, authenticator)).isTrue();
                assertOlderAccept(authenticator);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void codesLogInHereAfterEachGenerationSaved(IcureGeneration generation) {
        try (CouchDbStorage store = open(Neighbours.of(generation))) {
            Keyholder keyholder = keyholder(store);
            Authenticator authenticator = enrolled(store, keyholder);
            for (int saves = 0; saves < 2; saves++) {
                server.put(path(), IcureModel.of(generation.name()).save(document()));
                clock.move(Duration.ofMinutes(1));
                assertThat(keyholder.logIn("ada", Password.of(PASSWORD)).isAccepted())
                        .as("without a code")
                        .isFalse();
                assertThat(logsIn(keyholder, authenticator)).isTrue();
            }
        }
    }

    private void assertOlderAccept(Authenticator authenticator) {
        String code = authenticator.codeAt(clock.instant());
        for (IcureModel older : List.of(IcureModel.G1, IcureModel.G2)) {
            assertThat(older.acceptsCode(document(), code, clock.instant()))
                    .as("%s", older)
                    .isTrue();
            assertThat(older.acceptsCode(document(), authenticator.wrongCodeAt(clock.instant()), clock.instant()))
                    .isFalse();
        }
    }

    private boolean logsIn(Keyholder keyholder, Authenticator authenticator) {
        clock.move(Duration.ofMinutes(1));
        return keyholder
                .logIn(LogInRequest.withPasswordAndCode(
                        "ada", Password.of(PASSWORD), authenticator.codeAt(clock.instant())))
                .isAccepted();
    }

    private Authenticator enrolled(CouchDbStorage store, Keyholder keyholder) {
        User ada = User.of(ADA, LoginIdentifiers.login("ada"), Lifecycle.startingAt(START, UserStatus.ACTIVE));
        PasswordHash hash = PasswordHash.of(IcureModel.G1.hashed(PASSWORD));
        store.users().create(ada.withCredentials(ada.credentials().withPasswordHash(hash)));
        SecondFactorResult.Enrolled enrolled =
                (SecondFactorResult.Enrolled) keyholder.secondFactors().enrol(Actor.host(), ADA, "Practice");
        Authenticator authenticator = Authenticator.typed(enrolled.typedSecret());
        assertThat(keyholder.secondFactors().confirm(Actor.host(), ADA, authenticator.codeAt(clock.instant())))
                .isInstanceOf(SecondFactorResult.Confirmed.class);
        return authenticator;
    }

    /** With the hashes and secrets that those servers check. */
    private Keyholder keyholder(CouchDbStorage store) {
        CryptoOptions options = CryptoOptions.defaults()
                .withBcryptCost(4)
                .withPasswordHashesOfIcure()
                .withSecretsInClear();
        return Keyholder.open(store, BouncyCastleCrypto.create(options), KeyholderOptions.of(clock));
    }

    private CouchDbStorage open(Neighbours neighbours) {
        return CouchDbStorage.open(CouchDbOptions.of(server.uri(), database)
                .withOtherServers(server.others())
                .withAccount(CouchDbAccount.of(server.name(), server.password()))
                .withDeadline(Duration.ofMinutes(1))
                .withWhenMissing(CouchDbOptions.WhenMissing.CREATE)
                .withNeighbours(neighbours));
    }

    private String path() {
        return database + "/ada";
    }

    private String document() {
        return server.read(path());
    }
}
