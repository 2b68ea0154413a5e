package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.contact.ContactChange;
import io.keyholder.application.contact.ContactRequestResult;
import io.keyholder.application.invitation.AcceptResult;
import io.keyholder.application.invitation.InvitationAcceptance;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.application.invitation.InviteResult;
import io.keyholder.application.invitation.NewInvitation;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.person.EraseResult;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.documents.PersonDocuments;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.ContactDetails;
import io.keyholder.domain.invitation.ContactDetails.Place;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.ports.Storage;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.failing.FailingStorage;
import io.keyholder.testkit.sample.CollectingInvitationSender;
import io.keyholder.testkit.sample.MovableClock;
import io.keyholder.testkit.sample.TestKeyPairs;
import io.keyholder.verification.store.TestStore;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is held about a person, in every repository of a store, is in its export and goes when it is erased. */
class EverythingHeldTest {
    private static final int MOST_STEPS = 100;
    private static final DataOwnerId OWNER = new DataOwnerId("patient-mary");
    private static final Password PASSWORD = Password.of("correct horse battery");

    /**
     * For each repository, whether it holds something of this user; a new repository belongs here, and into export and
     * erasing.
     */
    private static final Map<String, BiPredicate<Storage, UserId>> HOLDS = Map.of(
            "users", (store, id) -> store.users().findById(id).isPresent(),
            "loginStates",
                    (store, id) ->
                            store.loginStates().find(LoginStateKey.of(id)).isPresent(),
            "invitations", (store, id) -> !store.invitations().findByUser(id).isEmpty(),
            "publicKeys", (store, id) -> !store.publicKeys().keysOf(OWNER).isEmpty(),
            "userEvents",
                    (store, id) -> store.userEvents().pending("", 100).stream()
                            .anyMatch(event -> event.user().equals(id)));

    private final MovableClock clock = MovableClock.at(Instant.parse("2026-03-01T12:00:00Z"));
    private final CollectingInvitationSender sender = new CollectingInvitationSender();

    @ParameterizedTest
    @EnumSource
    void isShownToThePersonAndGoesWhenItIsErased(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Storage store = sandbox.open();
                Keyholder keyholder = open(sandbox.open())) {
            UserId mary = someoneOfWhomEverythingIsHeld(keyholder, "mary");
            assertThat(HOLDS.keySet()).isEqualTo(repositories());
            assertThat(HOLDS)
                    .allSatisfy((name, holds) ->
                            assertThat(holds.test(store, mary)).as(name).isTrue());

            String document = PersonDocuments.write(
                    keyholder.persons().export(Actor.host(), mary).orElseThrow().orElseThrow());

            String publicKey =
                    store.publicKeys().keysOf(OWNER).get(0).publicKey().hex();
            assertThat(document)
                    .contains(
                            "\"user\":{\"_id\":\"" + mary,
                            "\"lastLogin\":",
                            "\"tokenLastUse\":{",
                            "\"phone\":1772366400000",
                            "\"pendingContact\":{\"email\":\"mary@new.example\"",
                            "\"publicKey\":\"" + publicKey,
                            "\"invitations\":[{")
                    .doesNotContain("$2", codeIn(sender.last()))
                    .contains("\"code\":\"(hidden)\"");

            assertThat(keyholder.persons().erase(Actor.host(), mary)).isEqualTo(new EraseResult.Erased());

            keyholder.events().deliver(event -> assertThat(event.kinds()).isSubsetOf(UserEvent.Kind.values()));
            assertThat(HOLDS)
                    .allSatisfy((name, holds) ->
                            assertThat(holds.test(store, mary)).as(name).isFalse());
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsAnInvitationThatWaits(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder keyholder = open(sandbox.open())) {
            UserId mary = invite(keyholder, "mary");

            assertThat(PersonDocuments.write(keyholder
                            .persons()
                            .export(Actor.host(), mary)
                            .orElseThrow()
                            .orElseThrow()))
                    .contains("\"invitations\":[{", "mary@example.org", "REGISTERING")
                    .doesNotContain(secretIn(sender.last()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesAlsoWhenErasingDiesAndIsRepeated(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Storage store = sandbox.open();
                Keyholder keyholder = open(sandbox.open())) {
            boolean survived = false;
            for (int step = 1; !survived; step++) {
                assertThat(step).as("steps of erasing").isLessThan(MOST_STEPS);
                UserId mary = someoneOfWhomEverythingIsHeld(keyholder, "mary-" + step);
                survived = eraseDying(sandbox, mary, step);
                assertThat(survived || isErased(keyholder.persons().erase(Actor.host(), mary)))
                        .isTrue();
                keyholder.events().deliver(event -> {});
                for (var repository : HOLDS.entrySet()) {
                    assertThat(repository.getValue().test(store, mary))
                            .as("%s after a death at step %d", repository.getKey(), step)
                            .isFalse();
                }
            }
        }
    }

    private static boolean isErased(EraseResult result) {
        return result instanceof EraseResult.Erased || result instanceof EraseResult.Missing;
    }

    /** Whether the process lived to the end. */
    private boolean eraseDying(StorageSandbox sandbox, UserId id, int step) {
        FailingStorage dying = FailingStorage.over(sandbox.open());
        Keyholder host = open(dying);
        dying.dieBefore(step);
        try {
            host.persons().erase(Actor.host(), id);
            return true;
        } catch (StoreException died) {
            return false;
        } finally {
            dying.repair();
            host.close();
        }
    }

    /** Invited, accepted, logged in with a token, and waiting for the code of another email. */
    private UserId someoneOfWhomEverythingIsHeld(Keyholder keyholder, String name) {
        keyholder.events().start();
        UserId id = invite(keyholder, name);
        try (Password secret = Password.of(secretIn(sender.last()));
                EncryptionKeyPair pair = TestKeyPairs.mary()) {
            assertThat(keyholder
                            .invitations()
                            .accept(InvitationAcceptance.of(secret, PASSWORD).withPublicKey(pair.publicKey())))
                    .isInstanceOf(AcceptResult.Accepted.class);
        }
        keyholder.logIn(name + "@example.org", PASSWORD);
        TokenCreation token = keyholder
                .tokens()
                .create(Actor.host(), id, "phone", TokenValidity.unlimited(), TokenScope.unrestricted());
        String value = ((TokenCreation.Created) token).value().reveal();
        try (Password plain = Password.of(value)) {
            assertThat(keyholder.logIn(LogInRequest.withToken(plain)).isAccepted())
                    .isTrue();
        }
        clock.move(Duration.ofMinutes(1));
        assertThat(keyholder
                        .contacts()
                        .request(
                                Actor.host(),
                                id,
                                new ContactChange(
                                        Contact.email(name + "@new.example"), Optional.of(name + "@example.org"))))
                .isInstanceOf(ContactRequestResult.CodeSent.class);
        return id;
    }

    private UserId invite(Keyholder keyholder, String name) {
        InviteResult invited = keyholder
                .invitations()
                .invite(
                        Actor.host(),
                        NewInvitation.of(
                                DataOwner.patient(OWNER.value()),
                                ContactDetails.NONE.with(Place.HOME, Contact.email(name + "@example.org"))));
        return ((InviteResult.Sent) invited).user().id();
    }

    private static Set<String> repositories() {
        return Arrays.stream(Storage.class.getMethods())
                .filter(method -> method.getReturnType() != void.class)
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    private static String secretIn(InvitationMessage message) {
        String text = ((InvitationMessage.Email) message).text();
        int start = text.indexOf("kht1.");
        return text.substring(start).lines().findFirst().orElseThrow().strip();
    }

    private static String codeIn(InvitationMessage message) {
        return ((InvitationMessage.Email) message).text().replaceAll("(?s).*\\b([0-9]{6})\\b.*", "$1");
    }

    private Keyholder open(Storage store) {
        return Keyholder.open(
                store,
                BouncyCastleCrypto.create(CryptoOptions.defaults().withBcryptCost(4)),
                KeyholderOptions.of(clock)
                        .withInvitations(new InvitationOptions(
                                sender, InvitationTexts.plain(new Contact.Email("practice@example.org")))));
    }
}
