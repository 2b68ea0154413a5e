package io.keyholder.verification.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.invitation.AcceptResult;
import io.keyholder.application.invitation.InvitationAcceptance;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.application.invitation.InviteResult;
import io.keyholder.application.invitation.NewInvitation;
import io.keyholder.application.invitation.RevokeInvitationResult;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.Storage;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.testkit.contract.Race;
import io.keyholder.testkit.failing.FailingStorage;
import io.keyholder.testkit.sample.CollectingInvitationSender;
import io.keyholder.verification.crypto.CryptoWithReadyKeys;
import io.keyholder.verification.store.CouchDbDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What invitations promise over each store: whatever dies at whichever step, asking again from a fresh instance
 * completes it and nothing blocks it; and of many that accept at once, one does (SECURITY case 15).
 */
class InvitationLivesTest {
    private static final Pattern SECRET = Pattern.compile("kht1\\.[A-Za-z0-9_.-]+");
    private static final int MOST_STEPS = 40;
    private static final int RACERS = 8;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final Crypto CRYPTO = new CryptoWithReadyKeys();

    /** For races, since of two who take the same key from the shelf the loser would withdraw it. */
    private static final Crypto MAKING_KEYS =
            BouncyCastleCrypto.create(CryptoOptions.defaults().withBcryptCost(4).icureCompatible());

    private static final AtomicInteger PERSONS = new AtomicInteger();

    @RegisterExtension
    static final CouchDbDatabases COUCHDB = new CouchDbDatabases();

    @TempDir
    private static Path directory;

    private final CollectingInvitationSender sender = new CollectingInvitationSender();

    /** A store that gives another handle on the same data each time. */
    static Stream<Named<Supplier<Storage>>> stores() {
        MapStorage maps = MapStorage.create();
        return Stream.of(
                named("maps", maps::sharing),
                named("H2", () -> H2Storage.at(directory)),
                named("CouchDB", COUCHDB.fresh()));
    }

    /** When within a call the process dies. */
    private enum Death {
        BEFORE,
        AFTER
    }

    @ParameterizedTest
    @MethodSource("stores")
    void anInvitationThatDiedAtAnyStepIsCompletedByAskingAgain(Supplier<Storage> store) {
        for (Death death : Death.values()) {
            boolean survived = false;
            for (int step = 1; !survived; step++) {
                assertThat(step).isLessThan(MOST_STEPS);
                NewInvitation wanted = somebody();
                survived = inviteDying(store, wanted, death, step);
                String secret = inviteAgain(store, wanted);
                requireOneUserThatCanAccept(store, wanted, secret);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aSenderThatDiesBlocksNothing(Supplier<Storage> store) {
        NewInvitation wanted = somebody();
        try (Keyholder keyholder = open(store.get())) {
            sender.beforeNext(() -> {
                throw new ProcessDied();
            });
            try {
                keyholder.invitations().invite(Actor.host(), wanted);
            } catch (ProcessDied died) {
                assertThat(sender.sent()).isEmpty();
            }
        }
        requireOneUserThatCanAccept(store, wanted, inviteAgain(store, wanted));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void anAcceptanceThatDiedAtAnyStepHappenedOrCanBeRepeated(Supplier<Storage> store) {
        for (Death death : Death.values()) {
            boolean survived = false;
            for (int step = 1; !survived; step++) {
                assertThat(step).isLessThan(MOST_STEPS);
                NewInvitation wanted = somebody();
                String secret = inviteAgain(store, wanted);
                survived = acceptDying(store, secret, death, step);
                requireActiveOrAcceptable(store, secret);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void oneOfManyThatAcceptAtOnceDoes(Supplier<Storage> store) {
        try (Keyholder first = open(store.get(), MAKING_KEYS);
                Keyholder second = open(store.get(), MAKING_KEYS)) {
            NewInvitation wanted = somebody();
            String secret = inviteAgain(store, wanted);
            List<AcceptResult> results = Race.between(
                    RACERS, racer -> accept(racer % 2 == 0 ? first : second, secret, "password of number " + racer));
            List<AcceptResult> winners = results.stream()
                    .filter(AcceptResult.Accepted.class::isInstance)
                    .toList();
            assertThat(winners).hasSize(1);
            AcceptResult.Accepted winner = (AcceptResult.Accepted) winners.get(0);
            assertThat(canLogIn(first, winner.user(), "password of number " + results.indexOf(winner)))
                    .isTrue();
            DataOwnerId owner = winner.user().dataOwner().keyOwner().orElseThrow();
            try (PrivateKeyHandover key = winner.privateKey().orElseThrow()) {
                assertThat(first.keys().publicKeysOf(owner))
                        .extracting(RegisteredKey::publicKey)
                        .containsExactly(key.publicKey());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void anInvitationIsAcceptedOrTakenBackAndNeverBoth(Supplier<Storage> store) {
        try (Keyholder first = open(store.get());
                Keyholder second = open(store.get())) {
            for (int round = 0; round < 5; round++) {
                NewInvitation wanted = somebody();
                String secret = inviteAgain(store, wanted);
                UserId id = userOf(secret);
                List<Object> results = Race.between(
                        2,
                        racer -> racer == 0
                                ? accept(first, secret, "a password of my own")
                                : second.invitations().revoke(Actor.host(), id));
                boolean accepted = results.get(0) instanceof AcceptResult.Accepted;
                assertThat(results.get(1))
                        .isEqualTo(
                                accepted
                                        ? new RevokeInvitationResult.AlreadyAccepted()
                                        : new RevokeInvitationResult.Revoked());
                assertThat(first.users()
                                .find(Actor.host(), id)
                                .single()
                                .orElseThrow()
                                .lifecycle()
                                .status())
                        .contains(accepted ? UserStatus.ACTIVE : UserStatus.REGISTERING);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void manyThatInviteTheSameAtOnceMakeOneUser(Supplier<Storage> store) {
        try (Keyholder first = open(store.get());
                Keyholder second = open(store.get())) {
            NewInvitation wanted = somebody();
            List<InviteResult> results = Race.between(
                    RACERS,
                    racer -> (racer % 2 == 0 ? first : second).invitations().invite(Actor.host(), wanted));
            assertThat(results)
                    .allMatch(result ->
                            result instanceof InviteResult.Sent || result instanceof InviteResult.AlreadyInvited);
            assertThat(results).anyMatch(InviteResult.Sent.class::isInstance);
            UserId id = ((InviteResult.Sent) results.stream()
                            .filter(InviteResult.Sent.class::isInstance)
                            .findFirst()
                            .orElseThrow())
                    .user()
                    .id();
            InviteResult.Sent resent = (InviteResult.Sent) first.invitations().resend(Actor.host(), id);
            assertThat(accept(first, secretIn(sender.last()), "a password of my own"))
                    .isInstanceOf(AcceptResult.Accepted.class);
            assertThat(resent.user().id()).isEqualTo(id);
        }
    }

    /** Whether it survived, because it took fewer steps. */
    private boolean inviteDying(Supplier<Storage> store, NewInvitation wanted, Death death, int step) {
        FailingStorage dying = FailingStorage.over(store.get());
        try (Keyholder keyholder = open(dying)) {
            die(dying, death, step);
            return keyholder.invitations().invite(Actor.host(), wanted) instanceof InviteResult.Sent;
        } catch (StoreException died) {
            return false;
        }
    }

    private boolean acceptDying(Supplier<Storage> store, String secret, Death death, int step) {
        FailingStorage dying = FailingStorage.over(store.get());
        try (Keyholder keyholder = open(dying)) {
            die(dying, death, step);
            AcceptResult result = accept(keyholder, secret, "a password of my own");
            dying.repair();
            return result instanceof AcceptResult.Accepted && everythingWasNoted(keyholder, secret);
        } catch (StoreException died) {
            return false;
        }
    }

    private static boolean everythingWasNoted(Keyholder keyholder, String secret) {
        return keyholder.invitations().of(Actor.host(), userOf(secret)).orElseThrow().stream()
                .noneMatch(invitation -> invitation.state().isOpen());
    }

    private static void die(FailingStorage storage, Death death, int step) {
        if (death == Death.BEFORE) {
            storage.dieBefore(step);
        } else {
            storage.dieAfter(step);
        }
    }

    /** From a fresh instance, without faults: the secret that works then. */
    private String inviteAgain(Supplier<Storage> store, NewInvitation wanted) {
        try (Keyholder keyholder = open(store.get())) {
            InviteResult result = keyholder.invitations().invite(Actor.host(), wanted);
            assertThat(result).isInstanceOfAny(InviteResult.Sent.class, InviteResult.AlreadyInvited.class);
            return secretIn(sender.last());
        }
    }

    private void requireOneUserThatCanAccept(Supplier<Storage> store, NewInvitation wanted, String secret) {
        try (Keyholder keyholder = open(store.get())) {
            assertThat(acceptWithoutKey(keyholder, secret)).isInstanceOf(AcceptResult.Accepted.class);
            keyholder.invitations().sweep(Actor.host(), Duration.ofDays(1)).orElseThrow();
            assertThat(keyholder
                            .invitations()
                            .open(Actor.host(), InvitationPageRequest.first(100))
                            .orElseThrow())
                    .noneMatch(invitation -> invitation.user().equals(userOf(secret)));
            assertThat(keyholder.invitations().invite(Actor.host(), wanted))
                    .isInstanceOf(InviteResult.IdentifierTaken.class);
        }
    }

    private void requireActiveOrAcceptable(Supplier<Storage> store, String secret) {
        try (Keyholder keyholder = open(store.get())) {
            User user = keyholder
                    .users()
                    .find(Actor.host(), userOf(secret))
                    .single()
                    .orElseThrow();
            if (user.lifecycle().status().equals(Optional.of(UserStatus.REGISTERING))) {
                assertThat(accept(keyholder, secret, "a password of my own")).isInstanceOf(AcceptResult.Accepted.class);
            }
            assertThat(canLogIn(keyholder, user, "a password of my own")).isTrue();
            assertThat(accept(keyholder, secret, "another password of mine")).isInstanceOf(AcceptResult.Refused.class);
        }
    }

    private Keyholder open(Storage storage) {
        return open(storage, CRYPTO);
    }

    private Keyholder open(Storage storage, Crypto crypto) {
        return Keyholder.open(
                storage,
                crypto,
                KeyholderOptions.of(CLOCK)
                        .withInvitations(new InvitationOptions(
                                sender, InvitationTexts.plain(new Contact.Email("practice@example.org")))));
    }

    private static NewInvitation somebody() {
        int number = PERSONS.incrementAndGet();
        return NewInvitation.of(
                DataOwner.patient("patient-" + number), Contact.email("person" + number + "@example.org"));
    }

    private static AcceptResult accept(Keyholder keyholder, String secret, String chosen) {
        try (Password presented = Password.of(secret);
                Password password = Password.of(chosen)) {
            return keyholder.invitations().accept(InvitationAcceptance.of(presented, password));
        }
    }

    private static AcceptResult acceptWithoutKey(Keyholder keyholder, String secret) {
        try (Password presented = Password.of(secret);
                Password password = Password.of("a password of my own")) {
            return keyholder
                    .invitations()
                    .accept(InvitationAcceptance.of(presented, password).withoutKey());
        }
    }

    private static boolean canLogIn(Keyholder keyholder, User user, String text) {
        try (Password password = Password.of(text)) {
            return keyholder
                    .logIn(user.identifiers().email().orElseThrow(), password)
                    .isAccepted();
        }
    }

    private static UserId userOf(String secret) {
        return TokenValue.parse(secret).user();
    }

    private static String secretIn(InvitationMessage message) {
        Matcher matcher = SECRET.matcher(((InvitationMessage.Email) message).text());
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    /** What no code catches, as when the process is killed. */
    private static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1L;
    }
}
