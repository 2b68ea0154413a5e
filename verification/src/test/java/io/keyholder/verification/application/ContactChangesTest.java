package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.contact.ContactChange;
import io.keyholder.application.contact.ContactChangeResult;
import io.keyholder.application.contact.ContactChanges;
import io.keyholder.application.contact.ContactRequestResult;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationTemplate;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.notice.NoticeTexts;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.domain.login.PendingContact;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.testkit.contract.Race;
import io.keyholder.testkit.sample.CollectingInvitationSender;
import io.keyholder.testkit.sample.MovableClock;
import io.keyholder.verification.store.CouchDbDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** New emails and phones, by a code, over each embedded store and by two instances. */
class ContactChangesTest {
    private static final Password PASSWORD = Password.of("correct horse battery");
    private static final UserId ADA = new UserId("ada");
    private static final String OLD = "ada@old.example";
    private static final String NEW = "ada@new.example";

    @RegisterExtension
    static final CouchDbDatabases COUCHDB = new CouchDbDatabases();

    @TempDir
    private Path directory;

    private final MovableClock clock = MovableClock.at(Instant.parse("2026-03-01T12:00:00Z"));
    private final CollectingInvitationSender sender = new CollectingInvitationSender();

    static Stream<Named<Function<Path, Supplier<Storage>>>> stores() {
        return Stream.of(
                named("maps", directory -> {
                    MapStorage maps = MapStorage.create();
                    return maps::sharing;
                }),
                named("H2", directory -> () -> H2Storage.at(directory)),
                named("CouchDB", directory -> COUCHDB.fresh()));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void changesAnEmailOnceItsCodeIsTypedAndTheLoginThatWasTheEmail(Function<Path, Supplier<Storage>> store) {
        try (Keyholder keyholder = open(store.apply(directory))) {
            Actor ada = loggedIn(keyholder);
            assertThat(keyholder.contacts().request(ada, ADA, toNewEmail()))
                    .isEqualTo(new ContactRequestResult.CodeSent(clock.instant().plus(PendingContact.LIFE)));
            assertThat(sender.last().to()).isEqualTo(Contact.email(NEW));
            assertThat(keyholder.contacts().confirm(ada, ADA, wrong(code())))
                    .isEqualTo(new ContactChangeResult.WrongCode());
            assertThat(keyholder.contacts().confirm(ada, ADA, code())).isInstanceOf(ContactChangeResult.Changed.class);
            assertThat(identifiers(keyholder)).isEqualTo(LoginIdentifiers.email(NEW));
            assertThat(keyholder.contacts().confirm(ada, ADA, code())).isEqualTo(new ContactChangeResult.WrongCode());
        }
    }

    @Test
    void saysToANewContactWhatTheHostWrote() {
        InvitationTexts ofHost = language -> new InvitationTemplate(
                new Contact.Email("codes@example.org"),
                "A code for ${name}",
                "Type ${token}",
                Optional.empty(),
                "Type ${token}",
                ZoneOffset.UTC);
        try (Keyholder keyholder = open(MapStorage::create, options -> options.withContactTexts(ofHost))) {
            Actor ada = loggedIn(keyholder);
            keyholder.contacts().request(ada, ADA, toNewEmail());
            assertThat(sender.last())
                    .isEqualTo(new InvitationMessage.Email(
                            new Contact.Email("codes@example.org"),
                            new Contact.Email(NEW),
                            "A code for Ada",
                            "Type " + code(),
                            Optional.empty()));
            assertThat(keyholder.contacts().confirm(ada, ADA, code())).isInstanceOf(ContactChangeResult.Changed.class);
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void addsAFirstPhone(Function<Path, Supplier<Storage>> store) {
        try (Keyholder keyholder = open(store.apply(directory))) {
            Actor ada = loggedIn(keyholder);
            Contact phone = Contact.mobilePhone("+32 475 12 34 56");
            keyholder.contacts().request(ada, ADA, new ContactChange(phone, Optional.empty()));
            assertThat(keyholder.contacts().confirm(ada, ADA, code())).isInstanceOf(ContactChangeResult.Changed.class);
            assertThat(identifiers(keyholder))
                    .isEqualTo(LoginIdentifiers.email(OLD).withMobilePhone(phone.value()));
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void expectsThePreviousValueWhenAskedAndWhenConfirmed(Function<Path, Supplier<Storage>> store) {
        try (Keyholder keyholder = open(store.apply(directory))) {
            Actor ada = loggedIn(keyholder);
            assertThat(keyholder
                            .contacts()
                            .request(ada, ADA, new ContactChange(Contact.email(NEW), Optional.of("else@x"))))
                    .isEqualTo(new ContactRequestResult.PreviousDiffers());
            keyholder.contacts().request(ada, ADA, toNewEmail());
            keyholder
                    .users()
                    .modify(
                            Actor.host(),
                            ADA,
                            user -> user.withIdentifiers(user.identifiers().withEmail("ada@other.example")));
            assertThat(keyholder.contacts().confirm(ada, ADA, code()))
                    .isEqualTo(new ContactChangeResult.PreviousDiffers());
            assertThat(identifiers(keyholder).email()).contains("ada@other.example");
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void judgesWhetherTheContactIsFreeWhenItIsConfirmed(Function<Path, Supplier<Storage>> store) {
        try (Keyholder keyholder = open(store.apply(directory))) {
            Actor ada = loggedIn(keyholder);
            keyholder.contacts().request(ada, ADA, toNewEmail());
            keyholder.users().create(Actor.host(), NewUser.of(LoginIdentifiers.login("ADA@new.example")));
            assertThat(keyholder.contacts().confirm(ada, ADA, code()))
                    .isEqualTo(new ContactChangeResult.IdentifierTaken(IdentifierKey.of(NEW)));
            assertThat(identifiers(keyholder)).isEqualTo(LoginIdentifiers.email(OLD));
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void takesACodeForTenMinutesAndALaterOneInsteadOfAnEarlier(Function<Path, Supplier<Storage>> store) {
        try (Keyholder keyholder = open(store.apply(directory))) {
            Actor host = Actor.host();
            user(keyholder);
            keyholder.contacts().request(host, ADA, toNewEmail());
            String first = code();
            assertThat(keyholder.contacts().request(host, ADA, toNewEmail()))
                    .isEqualTo(new ContactRequestResult.TooSoon(clock.instant().plus(ContactChanges.BETWEEN_MESSAGES)));
            clock.move(ContactChanges.BETWEEN_MESSAGES);
            keyholder.contacts().request(host, ADA, toNewEmail());
            String second = code();
            if (!first.equals(second)) {
                assertThat(keyholder.contacts().confirm(host, ADA, first))
                        .isEqualTo(new ContactChangeResult.WrongCode());
            }
            clock.move(PendingContact.LIFE);
            assertThat(keyholder.contacts().confirm(host, ADA, second)).isEqualTo(new ContactChangeResult.WrongCode());
            keyholder.contacts().request(host, ADA, toNewEmail());
            clock.move(PendingContact.LIFE.minusMillis(1));
            assertThat(keyholder.contacts().confirm(host, ADA, code())).isInstanceOf(ContactChangeResult.Changed.class);
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void countsWrongCodesAsGuessesAndEndsTheCodeAfterFive(Function<Path, Supplier<Storage>> store) {
        try (Keyholder keyholder = open(store.apply(directory))) {
            user(keyholder);
            keyholder.contacts().request(Actor.host(), ADA, toNewEmail());
            for (int guess = 0; guess < PendingContact.MOST_WRONG_CODES; guess++) {
                assertThat(keyholder.contacts().confirm(Actor.host(), ADA, wrong(code())))
                        .isEqualTo(new ContactChangeResult.WrongCode());
            }
            assertThat(keyholder.contacts().confirm(Actor.host(), ADA, code()))
                    .isInstanceOf(ContactChangeResult.Paused.class);
            clock.move(Duration.ofSeconds(10));
            assertThat(keyholder.contacts().confirm(Actor.host(), ADA, code()))
                    .isEqualTo(new ContactChangeResult.WrongCode());
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void oneOfManyThatTypeTheSameCodeChangesTheContact(Function<Path, Supplier<Storage>> store) {
        Supplier<Storage> data = store.apply(directory);
        try (Keyholder first = open(data);
                Keyholder second = open(data)) {
            user(first);
            first.contacts().request(Actor.host(), ADA, toNewEmail());
            List<ContactChangeResult> results = Race.between(
                    4, racer -> (racer % 2 == 0 ? first : second).contacts().confirm(Actor.host(), ADA, code()));
            assertThat(results)
                    .filteredOn(ContactChangeResult.Changed.class::isInstance)
                    .hasSize(1);
            assertThat(results)
                    .filteredOn(result -> !(result instanceof ContactChangeResult.Changed))
                    .allSatisfy(result -> assertThat(result)
                            .isInstanceOfAny(ContactChangeResult.WrongCode.class, ContactChangeResult.Paused.class));
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void oneOfTwoUsersThatConfirmTheSameContactAtOnceGetsIt(Function<Path, Supplier<Storage>> store) {
        try (Keyholder keyholder = open(store.apply(directory))) {
            List<UserId> ids = Stream.of("one", "two")
                    .map(name -> ((CreateResult.Created)
                                    keyholder.users().create(Actor.host(), NewUser.of(LoginIdentifiers.login(name))))
                            .user()
                            .id())
                    .toList();
            List<String> codes = ids.stream()
                    .map(id -> {
                        keyholder
                                .contacts()
                                .request(Actor.host(), id, new ContactChange(Contact.email(NEW), Optional.empty()));
                        return code();
                    })
                    .toList();
            List<ContactChangeResult> results = Race.between(
                    2, racer -> keyholder.contacts().confirm(Actor.host(), ids.get(racer), codes.get(racer)));
            assertThat(results)
                    .filteredOn(ContactChangeResult.Changed.class::isInstance)
                    .hasSize(1);
            assertThat(results).contains(new ContactChangeResult.IdentifierTaken(IdentifierKey.of(NEW)));
        }
    }

    /** SECURITY case 28: what a thief asked for before a reset is not confirmed after it, by anyone. */
    @ParameterizedTest
    @MethodSource("stores")
    void endsWithANewPassword(Function<Path, Supplier<Storage>> store) {
        try (Keyholder keyholder = open(store.apply(directory));
                Password fresh = Password.of("another lamp 5 ferries")) {
            user(keyholder);
            keyholder.contacts().request(Actor.host(), ADA, toNewEmail());
            String typed = code();
            keyholder.passwords().reset(Actor.host(), ADA, fresh);
            assertThat(keyholder.contacts().confirm(Actor.host(), ADA, typed))
                    .isEqualTo(new ContactChangeResult.WrongCode());
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void waitsForNothingWhenTheMessageDidNotLeave(Function<Path, Supplier<Storage>> store) {
        try (Keyholder keyholder = open(store.apply(directory))) {
            user(keyholder);
            sender.failNext(SendFailure.BROKEN);
            assertThat(keyholder.contacts().request(Actor.host(), ADA, toNewEmail()))
                    .isEqualTo(new ContactRequestResult.NotSent(SendFailure.BROKEN));
            assertThat(keyholder.contacts().request(Actor.host(), ADA, toNewEmail()))
                    .isInstanceOf(ContactRequestResult.CodeSent.class);
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void asksThePolicyAtBothEnds(Function<Path, Supplier<Storage>> store) {
        try (Keyholder keyholder = open(store.apply(directory))) {
            Actor ada = loggedIn(keyholder);
            UserId other = ((CreateResult.Created)
                            keyholder.users().create(Actor.host(), NewUser.of(LoginIdentifiers.login("other"))))
                    .user()
                    .id();
            assertThat(keyholder.contacts().request(ada, other, toNewEmail()))
                    .isInstanceOfSatisfying(
                            ContactRequestResult.Forbidden.class,
                            forbidden -> assertThat(forbidden.refusal().reason())
                                    .isEqualTo(Refusal.Reason.PERMISSION_MISSING));
            keyholder.contacts().request(ada, ADA, toNewEmail());
            keyholder.users().disable(Actor.host(), ADA);
            assertThat(keyholder.contacts().confirm(ada, ADA, code()))
                    .isInstanceOf(ContactChangeResult.Forbidden.class);
            assertThat(keyholder.contacts().request(Actor.host(), new UserId("nobody"), toNewEmail()))
                    .isEqualTo(new ContactRequestResult.NoSuchUser());
        }
    }

    private static ContactChange toNewEmail() {
        return new ContactChange(Contact.email(NEW), Optional.of(OLD));
    }

    private String code() {
        String text = sender.last() instanceof InvitationMessage.Email email
                ? email.text()
                : ((InvitationMessage.Sms) sender.last()).text();
        return text.substring(text.lastIndexOf(' ') + 1);
    }

    private static String wrong(String code) {
        return (code.startsWith("1") ? "2" : "1") + code.substring(1);
    }

    private static User user(Keyholder keyholder) {
        return ((CreateResult.Created) keyholder
                        .users()
                        .create(
                                Actor.host(),
                                NewUser.of(LoginIdentifiers.email(OLD))
                                        .withId(ADA)
                                        .withProfile(Profile.NONE.withName("Ada"))
                                        .withPassword(PASSWORD)))
                .user();
    }

    private static Actor loggedIn(Keyholder keyholder) {
        user(keyholder);
        return ((LogInResult.Accepted) keyholder.logIn(OLD, PASSWORD)).actor();
    }

    private static LoginIdentifiers identifiers(Keyholder keyholder) {
        return keyholder.users().find(Actor.host(), ADA).single().orElseThrow().identifiers();
    }

    private Keyholder open(Supplier<Storage> store) {
        return open(store, UnaryOperator.identity());
    }

    private Keyholder open(Supplier<Storage> store, UnaryOperator<InvitationOptions> change) {
        return Keyholder.open(
                store.get(),
                BouncyCastleCrypto.create(CryptoOptions.defaults().withBcryptCost(4)),
                KeyholderOptions.of(clock)
                        .withInvitations(change.apply(new InvitationOptions(
                                        sender, InvitationTexts.plain(new Contact.Email("practice@example.org")))
                                .withNoticeTexts(NoticeTexts.NONE))));
    }
}
