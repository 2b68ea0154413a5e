package io.keyholder.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.key.KeyChangeResult;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.person.EraseResult;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.application.user.PurgeResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.AdministratorRank;
import io.keyholder.domain.access.CredentialSeal;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.Storage;
import io.keyholder.testkit.sample.MovableClock;
import io.keyholder.testkit.sample.TestKeyPairs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A model of a small practice, played over any store and any cryptography: an administrator, two professionals, two
 * patients and a device act on each other in random order, register and revoke keys and invite guests, with restarts in
 * between. For one life; not thread-safe.
 *
 * <p>The laws after every step: a refused act changes nothing; no user gets a permission that no administrator gave; a
 * lasting administrator is left; no two users share an identifier; a user is let in by its password exactly when it is
 * there, active and not expired; no key is lost, trusted again once revoked, or vouched for by its own owner; an
 * invitation is accepted by its latest secret, once, and never after it was taken back.
 */
public final class PracticeModel {
    private static final List<String> PEOPLE = List.of("chief", "doctor", "locum", "ada", "bob", "meter");
    private static final int SHORTEST_LIFE = 10;
    private static final int LONGEST_LIFE = 40;
    private static final String FIRST_PASSWORD = "lamp ferry walnut 17";
    private static final String SECOND_PASSWORD = "river quilt lantern 23";
    private static final String WRONG_PASSWORD = "stone meadow ladder 31";

    private final Supplier<Storage> store;
    private final Supplier<Crypto> crypto;
    private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
    private final Map<UserId, String> passwords = new HashMap<>();
    private final Set<UserId> guessed = new HashSet<>();
    private final Guests guests = new Guests();

    private PracticeModel(Supplier<Storage> store, Supplier<Crypto> crypto) {
        this.store = store;
        this.crypto = crypto;
    }

    /** What one of the practice does to another. */
    public enum Deed {
        /** Gives another name. */
        RENAME,
        /** Gives the login of the actor. */
        RENAME_LOGIN,
        /** Keeps out. */
        DISABLE,
        /** Lets in again. */
        ENABLE,
        /** Deletes softly. */
        DELETE,
        /** Takes the deletion back. */
        UNDELETE,
        /** Removes for good. */
        PURGE,
        /** Erases what is known of the person. */
        ERASE,
        /** Makes a professional. */
        GRANT_HCP,
        /** Makes an administrator. */
        GRANT_ADMIN,
        /** Takes every permission. */
        STRIP,
        /** Ends in five minutes. */
        EXPIRE,
        /** Makes the user that is not there any more. */
        CREATE,
        /** Gives another password. */
        RESET_PASSWORD,
        /** Logs the target in by its password. */
        LOG_IN,
        /** Logs the target in by a wrong password. */
        GUESS,
        /** Registers a key for the target as a data owner. */
        REGISTER_KEY,
        /** Vouches for the key of the target. */
        VOUCH,
        /** Has nothing sealed for the key of the target any more. */
        REVOKE_KEY,
        /** Invites the target's guest, or sends the invitation again. */
        INVITE,
        /** The target's guest accepts by the latest secret. */
        ACCEPT,
        /** The target's guest tries each secret that is used up or was replaced. */
        ACCEPT_ANEW,
        /** Takes the invitation of the target's guest back. */
        REVOKE_INVITATION,
        /** Closes the store and opens it again. */
        RESTART
    }

    /**
     * One step of a life.
     *
     * @param actor one of the people, or the host for any other
     * @param deed what the actor does
     * @param target one of the people, to which it is done
     */
    public record Step(String actor, Deed deed, String target) {}

    /** Lives of 10 to 40 steps. */
    public static Arbitrary<List<Step>> lives() {
        Arbitrary<String> actors =
                Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.of(PEOPLE)), Tuple.of(1, Arbitraries.just("host")));
        return Combinators.combine(actors, Arbitraries.of(Deed.class), Arbitraries.of(PEOPLE))
                .as(Step::new)
                .list()
                .ofMinSize(SHORTEST_LIFE)
                .ofMaxSize(LONGEST_LIFE);
    }

    /**
     * Plays a life over an empty store.
     *
     * @param store opens the store, for the first time and after each restart; {@link Keyholder} closes what it gives
     * @param crypto gives the cryptography of each opening
     * @throws AssertionError when a law is broken
     */
    public static void play(Supplier<Storage> store, Supplier<Crypto> crypto, List<Step> life) {
        new PracticeModel(store, crypto).play(life);
    }

    private void play(List<Step> life) {
        Keyholder keyholder = open();
        try {
            found(keyholder);
            for (Step step : life) {
                Practice before = Practice.of(keyholder, PEOPLE);
                if (step.deed() == Deed.RESTART) {
                    keyholder.close();
                    keyholder = open();
                    assertThat(Practice.of(keyholder, PEOPLE))
                            .as("the practice after a restart")
                            .isEqualTo(before);
                } else {
                    boolean done = done(keyholder, step, before.users());
                    check(step, done, before, Practice.of(keyholder, PEOPLE));
                }
                clock.move(Duration.ofMinutes(1));
            }
        } finally {
            keyholder.close();
        }
    }

    private boolean done(Keyholder keyholder, Step step, Map<UserId, User> before) {
        Actor actor = actor(step.actor(), before);
        UserId id = new UserId(step.target());
        return switch (step.deed()) {
            case RENAME ->
                keyholder
                        .users()
                        .modify(actor, id, user -> user.withProfile(Profile.NONE.withName(step.actor())))
                        .isModified();
            case RENAME_LOGIN ->
                keyholder
                        .users()
                        .modify(actor, id, user -> user.withIdentifiers(LoginIdentifiers.login(step.actor())))
                        .isModified();
            case DISABLE -> keyholder.users().disable(actor, id).isModified();
            case ENABLE -> keyholder.users().enable(actor, id).isModified();
            case DELETE -> keyholder.users().softDelete(actor, id).isModified();
            case UNDELETE -> keyholder.users().undelete(actor, id).isModified();
            case PURGE -> keyholder.users().purge(actor, id) instanceof PurgeResult.Purged;
            case ERASE -> keyholder.persons().erase(actor, id) instanceof EraseResult.Erased;
            case GRANT_HCP -> authorize(keyholder, actor, id, of(PermissionType.HCP));
            case GRANT_ADMIN -> authorize(keyholder, actor, id, of(PermissionType.ADMIN));
            case STRIP -> authorize(keyholder, actor, id, Authorization.NONE);
            case EXPIRE ->
                keyholder
                        .users()
                        .setExpiration(actor, id, Optional.of(clock.instant().plus(Duration.ofMinutes(5))))
                        .isModified();
            case CREATE -> create(keyholder, actor, person(step.target()), id);
            case RESET_PASSWORD -> resetPassword(keyholder, actor, id);
            case LOG_IN -> logIn(keyholder, id, before);
            case GUESS -> guess(keyholder, id, before);
            case REGISTER_KEY ->
                keyholder.keys().register(actor, owner(step), key(step)) instanceof KeyChangeResult.Changed;
            case VOUCH ->
                keyholder.keys().vouch(actor, owner(step), key(step).fingerprint()) instanceof KeyChangeResult.Changed;
            case REVOKE_KEY ->
                keyholder.keys().revoke(actor, owner(step), key(step).fingerprint()) instanceof KeyChangeResult.Changed;
            case INVITE -> guests.invite(keyholder, actor, step.target());
            case ACCEPT -> guests.accept(keyholder, step.target());
            case ACCEPT_ANEW -> guests.acceptAnew(keyholder, step.target());
            case REVOKE_INVITATION -> guests.revoke(keyholder, actor, step.target());
            case RESTART -> false;
        };
    }

    private boolean create(Keyholder keyholder, Actor actor, NewUser person, UserId id) {
        boolean done = keyholder.users().create(actor, person) instanceof CreateResult.Created;
        if (done) {
            passwords.put(id, FIRST_PASSWORD);
        }
        return done;
    }

    private boolean resetPassword(Keyholder keyholder, Actor actor, UserId id) {
        try (Password fresh = Password.of(SECOND_PASSWORD)) {
            boolean done = keyholder.passwords().reset(actor, id, fresh) instanceof PasswordChangeResult.Changed;
            if (done) {
                passwords.put(id, SECOND_PASSWORD);
            }
            return done;
        }
    }

    private boolean logIn(Keyholder keyholder, UserId id, Map<UserId, User> before) {
        Optional<User> user = Optional.ofNullable(before.get(id));
        String password = passwords.getOrDefault(id, FIRST_PASSWORD);
        boolean isAccepted = isAccepted(keyholder, user, id, password);
        boolean isExpected = user.filter(this::mayBeLetIn).isPresent();
        assertThat(isAccepted && !isExpected).as("%s is let in", id).isFalse();
        if (!guessed.contains(id)) {
            assertThat(isAccepted).as("%s is let in by its password", id).isEqualTo(isExpected);
        }
        return isAccepted;
    }

    /** A pause may follow, in which the right password is refused too. */
    private boolean guess(Keyholder keyholder, UserId id, Map<UserId, User> before) {
        guessed.add(id);
        boolean isAccepted = isAccepted(keyholder, Optional.ofNullable(before.get(id)), id, WRONG_PASSWORD);
        assertThat(isAccepted).as("%s is let in by a wrong password", id).isFalse();
        return false;
    }

    private static boolean isAccepted(Keyholder keyholder, Optional<User> user, UserId id, String password) {
        String login = user.flatMap(known -> known.identifiers().login()).orElse(id.value());
        try (Password presented = Password.of(password)) {
            LogInResult result = keyholder.logIn(login, presented);
            return result instanceof LogInResult.Accepted accepted
                    && accepted.user().id().equals(id);
        }
    }

    private boolean mayBeLetIn(User user) {
        boolean isExpired = user.lifecycle()
                .expires()
                .filter(end -> !clock.instant().isBefore(end))
                .isPresent();
        return !user.isDeleted()
                && !isExpired
                && user.lifecycle().status().equals(Optional.of(UserStatus.ACTIVE))
                && user.identifiers().login().isPresent()
                && user.credentials().passwordHash().isPresent();
    }

    private static boolean authorize(Keyholder keyholder, Actor actor, UserId id, Authorization authorization) {
        ModifyResult result = keyholder.users().modify(actor, id, user -> user.withAuthorization(authorization));
        return result.isModified();
    }

    private void check(Step step, boolean done, Practice practiceBefore, Practice practiceAfter) {
        if (!done) {
            assertThat(practiceAfter).as("the practice after a refused act").isEqualTo(practiceBefore);
        }
        Map<UserId, User> before = practiceBefore.users();
        Map<UserId, User> after = practiceAfter.users();
        Optional<User> actor = Optional.ofNullable(before.get(new UserId(step.actor())));
        boolean mayAdminister = step.actor().equals("host")
                || actor.filter(user -> rank(user) != AdministratorRank.NONE).isPresent();
        after.forEach((id, user) -> {
            boolean untouched = Optional.ofNullable(before.get(id))
                    .map(User::authorization)
                    .orElse(Authorization.NONE)
                    .equals(user.authorization());
            assertThat(untouched || mayAdminister).isTrue();
            boolean raised = id.equals(new UserId(step.actor()))
                    && rank(user).compareTo(rank(before.getOrDefault(id, user))) > 0;
            assertThat(raised).isFalse();
            boolean accepts = step.deed() == Deed.ACCEPT && guests.isGuest(user);
            if (!mayAdminister && !isProfessional(actor) && !id.value().equals(step.actor()) && !accepts) {
                assertThat(user).isEqualTo(before.get(id));
            }
        });
        assertThat(before.keySet().stream().filter(id -> !after.containsKey(id)).allMatch(id -> mayAdminister))
                .isTrue();
        assertThat(after.values().stream().anyMatch(user -> rank(user) == AdministratorRank.LASTING))
                .isTrue();
        List<IdentifierKey> keys = after.values().stream()
                .filter(user -> !user.isDeleted())
                .flatMap(user -> user.identifiers().keys().stream())
                .collect(Collectors.toCollection(ArrayList::new));
        assertThat(keys).doesNotHaveDuplicates();
        practiceAfter.checkKeys(practiceBefore, step, mayAdminister);
        practiceAfter.checkInvitations(practiceBefore, step);
    }

    private static DataOwnerId owner(Step step) {
        return new DataOwnerId(step.target());
    }

    /** One key for each of the people; only its public half is of use here. */
    private static EncryptionPublicKey key(Step step) {
        return (PEOPLE.indexOf(step.target()) % 2 == 0 ? TestKeyPairs.mary() : TestKeyPairs.john()).publicKey();
    }

    private static boolean isProfessional(Optional<User> actor) {
        return actor.filter(user -> !user.authorization().equals(Authorization.NONE))
                .isPresent();
    }

    private AdministratorRank rank(User user) {
        return AdministratorRank.of(user, RoleCatalogue.EMPTY, clock.instant());
    }

    private void found(Keyholder keyholder) {
        create(keyholder, person("chief").asAdministrator());
        for (String professional : List.of("doctor", "locum")) {
            create(keyholder, person(professional).withAuthorization(of(PermissionType.HCP)));
        }
        for (String patient : List.of("ada", "bob")) {
            create(
                    keyholder,
                    person(patient).withDataOwner(DataOwner.patient(patient)).withoutKeyPair());
        }
        create(
                keyholder,
                person("meter").withDataOwner(DataOwner.device("meter")).withoutKeyPair());
    }

    private static void create(Keyholder keyholder, NewUser person) {
        assertThat(keyholder.users().create(Actor.host(), person)).isInstanceOf(CreateResult.Created.class);
    }

    private static NewUser person(String name) {
        return NewUser.of(LoginIdentifiers.login(name))
                .withId(new UserId(name))
                .withPassword(Password.of(FIRST_PASSWORD));
    }

    private static Authorization of(PermissionType type) {
        return Authorization.NONE.with(Permission.granting(type));
    }

    private static Actor actor(String name, Map<UserId, User> users) {
        return name.equals("host")
                ? Actor.host()
                : Optional.ofNullable(users.get(new UserId(name)))
                        .map(PracticeModel::loggedIn)
                        .orElseGet(() -> goneUser(name));
    }

    private static Actor.LoggedIn loggedIn(User user) {
        return Actor.LoggedIn.by(
                user,
                ProofStrength.PASSWORD,
                TokenScope.unrestricted(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
    }

    /** A user who is not there; whatever its session holds, it may do nothing. */
    private static Actor.LoggedIn goneUser(String name) {
        return new Actor.LoggedIn(
                new UserId(name),
                ProofStrength.PASSWORD,
                TokenScope.unrestricted(),
                Optional.empty(),
                new CredentialSeal(
                        Optional.empty(), Optional.empty(), Instant.EPOCH, "0".repeat(CredentialSeal.SEAL_LENGTH)));
    }

    private Keyholder open() {
        return Keyholder.open(store.get(), crypto.get(), guests.invitedBy(KeyholderOptions.of(clock)));
    }
}
