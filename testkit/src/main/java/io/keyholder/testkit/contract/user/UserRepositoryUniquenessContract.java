package io.keyholder.testkit.contract.user;

import static io.keyholder.testkit.internal.TestUsers.created;
import static io.keyholder.testkit.internal.TestUsers.deleted;
import static io.keyholder.testkit.internal.TestUsers.loggingInAs;
import static io.keyholder.testkit.internal.TestUsers.named;
import static io.keyholder.testkit.internal.TestUsers.revisionOf;
import static io.keyholder.testkit.internal.TestUsers.undeleted;
import static io.keyholder.testkit.internal.TestUsers.updated;
import static io.keyholder.testkit.internal.TestUsers.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.internal.TestUsers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One namespace: no two undeleted users share a login, email or mobile phone, wherever each of them has it. */
@Promise(of = UserRepository.class, value = "No two undeleted users share an IdentifierKey, under any race.")
public interface UserRepositoryUniquenessContract extends StoreContract {
    @Test
    default void refusesANewUserWhoseIdentifierIsTakenInAnyPlace(UserRepository users) {
        List<LoginIdentifiers> places = everyPlaceOf("+32 470 00 00 01", "wanting");
        for (LoginIdentifiers held : everyPlaceOf("+32470000001", "holding")) {
            User holder = created(users, user("holder", held));
            for (LoginIdentifiers wanted : places) {
                assertThat(users.create(user("wanting", wanted)))
                        .isEqualTo(new CreateOutcome.IdentifierTaken(IdentifierKey.of("+32470000001")));
            }
            users.purge(holder.id(), revisionOf(holder));
        }
    }

    @Test
    default void refusesAChangeToAnIdentifierThatIsTakenInAnyPlace(UserRepository users) {
        User wanting = created(users, named("wanting"));
        List<LoginIdentifiers> places = everyPlaceOf("mary@example.org", "wanting");
        for (LoginIdentifiers held : everyPlaceOf("Mary@example.org", "holding")) {
            User holder = created(users, user("holder", held));
            for (LoginIdentifiers wanted : places) {
                assertThat(users.update(wanting.withIdentifiers(wanted)))
                        .isEqualTo(new UpdateOutcome.IdentifierTaken(IdentifierKey.of("mary@example.org")));
                assertThat(users.findById(wanting.id())).contains(wanting);
            }
            users.purge(holder.id(), revisionOf(holder));
        }
    }

    @Test
    default void takesLookAlikesForOneIdentifier(UserRepository users) {
        created(users, user("holder", LoginIdentifiers.login("BigBird")));
        for (String lookAlike : List.of("bigbird", "ᴮᴵᴳᴮᴵᴿᴰ", "b\u0131gb\u0131rd", "big\u200bbird", " BIGBIRD ")) {
            assertThat(users.create(user("other", LoginIdentifiers.login(lookAlike))))
                    .isEqualTo(new CreateOutcome.IdentifierTaken(IdentifierKey.of("bigbird")));
        }
    }

    @Test
    @Promise(of = UserRepository.class, value = "Replaces a stored user, provided it is still at user.revision().")
    default void letsAUserKeepAndMoveItsOwnIdentifiers(UserRepository users) {
        User stored = created(users, user("mary", LoginIdentifiers.login("mary").withEmail("mary@example.org")));
        User moved = updated(
                users,
                stored.withIdentifiers(
                        LoginIdentifiers.login("mary@example.org").withEmail("mary")));
        User inOtherLetters = updated(users, loggingInAs(moved, "MARY"));
        assertThat(users.findByIdentifier(IdentifierKey.of("mary")))
                .isEqualTo(new IdentifierLookup.Found(inOtherLetters));
    }

    @Test
    @Promise(of = UserRepository.class, value = "A read sees every write that was answered before it began.")
    default void freesWhatAUserGivesUp(UserRepository users) {
        User stored = created(users, named("mary"));
        updated(users, loggingInAs(stored, "maria"));
        assertThat(users.findByIdentifier(IdentifierKey.of("mary"))).isEqualTo(new IdentifierLookup.Nobody());
        created(users, user("other", LoginIdentifiers.login("mary")));
    }

    @Test
    @Promise(
            of = UserRepository.class,
            value = "A write of one user happens wholly or not at all, also when the process dies in " + "it.")
    default void takesAndFreesNothingWhenItRefusesAChange(UserRepository users) {
        User stored = created(users, named("mary"));
        created(users, named("taken"));
        User change = stored.withIdentifiers(LoginIdentifiers.login("free").withEmail("taken"));
        assertThat(users.update(change)).isEqualTo(new UpdateOutcome.IdentifierTaken(IdentifierKey.of("taken")));
        assertThat(users.findByIdentifier(IdentifierKey.of("mary"))).isEqualTo(new IdentifierLookup.Found(stored));
        assertThat(users.create(user("other", LoginIdentifiers.login("mary"))))
                .isInstanceOf(CreateOutcome.IdentifierTaken.class);
        created(users, named("free"));
    }

    @Test
    default void refusesToSwapIdentifiersAndLeavesBothAsTheyAre(UserRepository users) {
        User one = created(users, named("one"));
        User two = created(users, named("two"));
        assertThat(users.update(loggingInAs(one, "two")))
                .isEqualTo(new UpdateOutcome.IdentifierTaken(IdentifierKey.of("two")));
        assertThat(users.update(loggingInAs(two, "one")))
                .isEqualTo(new UpdateOutcome.IdentifierTaken(IdentifierKey.of("one")));
        assertThat(users.findByIdentifier(IdentifierKey.of("one"))).isEqualTo(new IdentifierLookup.Found(one));
        assertThat(users.findByIdentifier(IdentifierKey.of("two"))).isEqualTo(new IdentifierLookup.Found(two));
    }

    @Test
    @Promise(of = UserRepository.class, value = "A read sees every write that was answered before it began.")
    default void swapsIdentifiersByWayOfAThird(UserRepository users) {
        User one = updated(users, loggingInAs(created(users, named("one")), "aside"));
        User two = updated(users, loggingInAs(created(users, named("two")), "one"));
        User swapped = updated(users, loggingInAs(one, "two"));
        assertThat(users.findByIdentifier(IdentifierKey.of("one"))).isEqualTo(new IdentifierLookup.Found(two));
        assertThat(users.findByIdentifier(IdentifierKey.of("two"))).isEqualTo(new IdentifierLookup.Found(swapped));
    }

    @Test
    @Promise(of = UserRepository.class, value = "A soft-deleted user holds none of its identifiers.")
    default void softDeletionFreesIdentifiers(UserRepository users) {
        User buried = updated(users, deleted(created(users, named("mary"))));
        assertThat(users.findByIdentifier(IdentifierKey.of("mary"))).isEqualTo(new IdentifierLookup.Nobody());
        User successor = created(users, user("other", LoginIdentifiers.login("mary")));
        assertThat(users.findByIdentifier(IdentifierKey.of("mary"))).isEqualTo(new IdentifierLookup.Found(successor));
        assertThat(users.findById(buried.id())).contains(buried);
    }

    @Test
    default void undeletionTakesIdentifiersBack(UserRepository users) {
        User back = updated(users, undeleted(updated(users, deleted(created(users, named("mary"))))));
        assertThat(users.findByIdentifier(IdentifierKey.of("mary"))).isEqualTo(new IdentifierLookup.Found(back));
        assertThat(users.create(user("other", LoginIdentifiers.login("mary"))))
                .isEqualTo(new CreateOutcome.IdentifierTaken(IdentifierKey.of("mary")));
    }

    @Test
    default void refusesToUndeleteWhileAnIdentifierIsTaken(UserRepository users) {
        User buried = updated(users, deleted(created(users, named("mary"))));
        User successor = created(users, user("other", LoginIdentifiers.login("mary")));
        assertThat(users.update(undeleted(buried)))
                .isEqualTo(new UpdateOutcome.IdentifierTaken(IdentifierKey.of("mary")));
        assertThat(users.findById(buried.id())).contains(buried);
        updated(users, loggingInAs(successor, "successor"));
        updated(users, undeleted(buried));
    }

    @Test
    @Promise(of = UserRepository.class, value = "A soft-deleted user holds none of its identifiers.")
    default void changesASoftDeletedUserWhateverOthersHold(UserRepository users) {
        User buried = updated(users, deleted(created(users, named("mary"))));
        User successor = created(users, user("other", LoginIdentifiers.login("mary")));
        User changed = updated(users, loggingInAs(TestUsers.called(buried, "Late Mary"), "OTHER"));
        assertThat(users.findById(buried.id())).contains(changed);
        assertThat(users.findByIdentifier(IdentifierKey.of("mary"))).isEqualTo(new IdentifierLookup.Found(successor));
        updated(users, loggingInAs(successor, "other"));
    }

    private static List<LoginIdentifiers> everyPlaceOf(String identifier, String ownLogin) {
        return List.of(
                LoginIdentifiers.login(identifier),
                LoginIdentifiers.login(ownLogin).withEmail(identifier),
                new LoginIdentifiers(Optional.empty(), Optional.empty(), Optional.of(identifier)));
    }
}
