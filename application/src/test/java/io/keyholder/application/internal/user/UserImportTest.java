package io.keyholder.application.internal.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.Fixture;
import io.keyholder.application.user.ImportOutcome;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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
        assertThat(outcomes).containsExactly(new ImportOutcome.Imported(stored));
    }

    @Test
    void saysForEachUserWhatBecameOfIt() {
        run(Stream.of(user("1", "ada"), user("1", "grace"), user("2", "ADA"), user("3", "grace")));

        assertThat(outcomes)
                .containsExactly(
                        new ImportOutcome.Imported(fixture.stored(new UserId("1"))),
                        new ImportOutcome.IdTaken(new UserId("1")),
                        new ImportOutcome.IdentifierTaken(new UserId("2"), IdentifierKey.of("ada")),
                        new ImportOutcome.Imported(fixture.stored(new UserId("3"))));
        assertThat(outcomes).extracting(outcome -> outcome.id().value()).containsExactly("1", "1", "2", "3");
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
