package io.keyholder.application.internal.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.Fixture;
import io.keyholder.application.secondfactor.SecondFactorStatus;
import io.keyholder.application.user.ImportOutcome;
import io.keyholder.application.user.LoginObstacle;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UserImportTest {
    private final Fixture fixture = new Fixture();
    private final List<ImportOutcome> outcomes = new ArrayList<>();

    @Test
    void storesUsersAsTheyAre() {
        User ada = user("1", "ada");

        run(Stream.of(ada));

        User stored = fixture.stored(ada.id());
        assertThat(stored.withoutRevision()).isEqualTo(ada);
        assertThat(outcomes).containsExactly(new ImportOutcome.Imported(stored, Set.of(LoginObstacle.NO_CREDENTIAL)));
    }

    @Test
    void saysForEachUserWhatBecameOfIt() {
        run(Stream.of(user("1", "ada"), user("1", "grace"), user("2", "ADA"), user("3", "grace")));

        assertThat(outcomes)
                .containsExactly(
                        imported("1"),
                        new ImportOutcome.IdTaken(new UserId("1")),
                        new ImportOutcome.IdentifierTaken(new UserId("2"), IdentifierKey.of("ada")),
                        imported("3"));
        assertThat(outcomes).extracting(outcome -> outcome.id().value()).containsExactly("1", "1", "2", "3");
    }

    @Test
    void reportsWhatKeepsUsersOut() {
        User ada = user("1", "ada");
        SecondFactor unreadable = new SecondFactor.On(TotpSecret.of("no secret"));
        run(Stream.of(
                ada.withLifecycle(life -> life.withStatus(UserStatus.DISABLED)),
                user("2", "bob").withLifecycle(life -> life.deletedAt(Instant.EPOCH)),
                user("3", "cy").withLifecycle(life -> life.withExpiration(Optional.of(Instant.EPOCH))),
                user("4", "dee").withCredentials(Credentials.NONE.withSecondFactor(new SecondFactor.Unusable())),
                user("5", "eve").withCredentials(Credentials.NONE.withSecondFactor(unreadable))));

        assertThat(outcomes)
                .extracting(outcome -> ((ImportOutcome.Imported) outcome).obstacles())
                .containsExactly(
                        Set.of(LoginObstacle.NOT_ACTIVE, LoginObstacle.NO_CREDENTIAL),
                        Set.of(LoginObstacle.DELETED, LoginObstacle.NO_CREDENTIAL),
                        Set.of(LoginObstacle.EXPIRED, LoginObstacle.NO_CREDENTIAL),
                        Set.of(LoginObstacle.SECOND_FACTOR_UNUSABLE, LoginObstacle.NO_CREDENTIAL),
                        Set.of(LoginObstacle.SECOND_FACTOR_UNUSABLE, LoginObstacle.NO_CREDENTIAL));
        assertThat(fixture.keyholder
                        .secondFactors()
                        .status(Actor.host(), new UserId("5"))
                        .orElseThrow())
                .contains(SecondFactorStatus.UNUSABLE);
    }

    /** What it says must be what the import then does, and nothing may be stored before. */
    @Test
    void aPreviewSaysWhatTheImportWillDo() {
        run(Stream.of(user("0", "grace")));
        List<User> users = List.of(
                user("1", "ada"),
                user("1", "eve"),
                user("2", "ADA"),
                user("0", "zoe"),
                user("3", "Grace"),
                user("4", "eve"),
                user("5", "bob").withLifecycle(life -> life.deletedAt(Instant.EPOCH)),
                user("6", "bob"));
        outcomes.clear();
        List<ImportOutcome> previewed = new ArrayList<>();
        assertThat(fixture.keyholder
                        .users()
                        .previewImport(Actor.host(), users.iterator(), previewed::add)
                        .orElseThrow())
                .isEqualTo(users.size());
        assertThat(fixture.keyholder.users().count(Actor.host()).orElseThrow()).isEqualTo(1);

        run(users.stream());

        assertThat(previewed.stream().map(UserImportTest::bare).toList())
                .isEqualTo(outcomes.stream().map(UserImportTest::bare).toList());
    }

    private static ImportOutcome bare(ImportOutcome outcome) {
        return outcome instanceof ImportOutcome.Imported imported
                ? new ImportOutcome.Imported(imported.user().withoutRevision(), imported.obstacles())
                : outcome;
    }

    private ImportOutcome imported(String id) {
        return new ImportOutcome.Imported(fixture.stored(new UserId(id)), Set.of(LoginObstacle.NO_CREDENTIAL));
    }

    @Test
    void storesMoreUsersThanABatchHolds() {
        int count = 2 * UserImport.BATCH_SIZE + 1;

        run(manyUsers(count));

        assertThat(fixture.keyholder.users().count(Actor.host()).orElseThrow()).isEqualTo(count);
        assertThat(outcomes).hasSize(count);
    }

    @Test
    void readsNoMoreThanABatchAhead() {
        int[] read = {0};
        Iterator<User> source =
                manyUsers(2 * UserImport.BATCH_SIZE).peek(user -> read[0]++).iterator();

        fixture.keyholder.users().importUsers(Actor.host(), source, outcome -> {
            outcomes.add(outcome);
            assertThat(read[0] - outcomes.size()).isLessThan(UserImport.BATCH_SIZE);
        });

        assertThat(outcomes).hasSize(2 * UserImport.BATCH_SIZE);
    }

    @Test
    void storesNothingThatItDidNotReportWhenTheSourceBreaks() {
        Stream<User> breaking = manyUsers(UserImport.BATCH_SIZE + 2).peek(user -> {
            if (user.id().value().equals("u" + (UserImport.BATCH_SIZE + 1))) {
                throw new IllegalStateException("source broke");
            }
        });

        assertThatThrownBy(() -> run(breaking)).hasMessage("source broke");
        assertThat(outcomes).hasSize(UserImport.BATCH_SIZE);
        assertThat(fixture.keyholder.users().count(Actor.host()).orElseThrow()).isEqualTo(UserImport.BATCH_SIZE);
    }

    private void run(Stream<User> users) {
        fixture.keyholder.users().importUsers(Actor.host(), users.iterator(), outcomes::add);
    }

    private static Stream<User> manyUsers(int count) {
        return IntStream.range(0, count).mapToObj(number -> user("u" + number, "login" + number));
    }

    private static User user(String id, String login) {
        return User.of(
                new UserId(id),
                LoginIdentifiers.login(login),
                Lifecycle.startingAt(Fixture.NOW_IN_MILLIS, UserStatus.ACTIVE));
    }
}
