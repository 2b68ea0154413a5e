package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.application.Keyholder;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.testkit.contract.Race;
import io.keyholder.verification.store.CouchDbDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the facade promises under races, over each store, by two instances. */
class RacesTest {
    @RegisterExtension
    static final CouchDbDatabases COUCHDB = new CouchDbDatabases();

    @TempDir
    private static Path directory;

    /** A store that gives another handle on the same data each time. */
    static Stream<Named<Supplier<Storage>>> stores() {
        MapStorage maps = MapStorage.create();
        return Stream.of(
                named("maps", maps::sharing),
                named("H2", () -> H2Storage.at(directory)),
                named("CouchDB", COUCHDB.fresh()));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void createsALoginOnceAndKeepsTheKeyOfTheWinnerOnly(Supplier<Storage> store) {
        try (Keyholder first = open(store);
                Keyholder second = open(store)) {
            List<CreateResult> results = Race.between(
                    8, racer -> (racer % 2 == 0 ? first : second).users().create(Actor.host(), newUser("ada")));

            assertThat(results)
                    .filteredOn(CreateResult.Created.class::isInstance)
                    .hasSize(1);
            assertThat(results)
                    .filteredOn(result -> !(result instanceof CreateResult.Created))
                    .allSatisfy(result -> assertThat(result).isInstanceOf(CreateResult.IdentifierTaken.class));
            assertThat(first.keys().publicKeysOf(new DataOwnerId("ada")))
                    .extracting(RegisteredKey::publicKey)
                    .containsExactly(handoverOf(results).publicKey());
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void losesNoChangeThatWasAnswered(Supplier<Storage> store) {
        try (Keyholder first = open(store);
                Keyholder second = open(store)) {
            UserId id = ((CreateResult.Created) first.users().create(Actor.host(), newUser("grace")))
                    .user()
                    .id();
            List<Integer> stored = Race.between(4, racer -> append(racer % 2 == 0 ? first : second, id, 10));

            int answered = stored.stream().mapToInt(Integer::intValue).sum();
            assertThat(first.users()
                            .find(Actor.host(), id)
                            .single()
                            .orElseThrow()
                            .profile()
                            .name()
                            .orElseThrow())
                    .hasSize(answered);
        }
    }

    /** How many of so many changes were answered as stored. */
    private static int append(Keyholder keyholder, UserId id, int changes) {
        return (int) IntStream.range(0, changes)
                .filter(change -> keyholder
                        .users()
                        .modify(Actor.host(), id, RacesTest::longerName)
                        .isModified())
                .count();
    }

    private static User longerName(User user) {
        return user.withProfile(Profile.NONE.withName(user.profile().name().orElse("") + "+"));
    }

    private static PrivateKeyHandover handoverOf(List<CreateResult> results) {
        return results.stream()
                .filter(CreateResult.Created.class::isInstance)
                .flatMap(result -> ((CreateResult.Created) result).privateKey().stream())
                .findFirst()
                .orElseThrow();
    }

    private static NewUser newUser(String login) {
        return NewUser.of(LoginIdentifiers.login(login)).withDataOwner(DataOwner.patient(login));
    }

    private static Keyholder open(Supplier<Storage> store) {
        return Keyholder.open(
                store.get(), BouncyCastleCrypto.create(CryptoOptions.defaults().icureCompatible()));
    }
}
