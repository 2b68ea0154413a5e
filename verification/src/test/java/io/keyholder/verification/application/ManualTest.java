package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.crypto.PepperKeys;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.adapters.qr.QrCode;
import io.keyholder.adapters.qr.TerminalBackground;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.contact.ContactChange;
import io.keyholder.application.contact.ContactChangeResult;
import io.keyholder.application.contact.ContactRequestResult;
import io.keyholder.application.event.UserEvents;
import io.keyholder.application.invitation.AcceptResult;
import io.keyholder.application.invitation.InvitationAcceptance;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationTemplate;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.application.invitation.InviteResult;
import io.keyholder.application.invitation.NewInvitation;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.person.EraseResult;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.ImportOutcome;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.documents.PersonDocuments;
import io.keyholder.documents.ReadOutcome;
import io.keyholder.documents.UserDocumentStream;
import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.ContactDetails;
import io.keyholder.domain.invitation.ContactDetails.Place;
import io.keyholder.domain.permission.AttributeValue;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.search.SearchWords;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.AutoDelegations;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.DelegationTag;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.domain.user.User;
import io.keyholder.embedded.EmbeddedKeyholder;
import io.keyholder.embedded.EmbeddedOptions;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.testkit.sample.CollectingInvitationSender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of the manual and of the README, compiled and run. */
class ManualTest {
    @TempDir
    private Path directory;

    private final Password password = Password.of("correct horse battery");
    private final Keyholder keyholder = Keyholder.open(
            MapStorage.create(),
            BouncyCastleCrypto.create(CryptoOptions.defaults()
                    .withBcryptCost(4)
                    .withPbkdf2Iterations(1_000)
                    .withSecretsInClear()));

    @AfterEach
    void close() {
        keyholder.close();
    }

    @Test
    void invitations() {
        CollectingInvitationSender sender = new CollectingInvitationSender();
        InvitationTexts texts = language -> new InvitationTemplate(
                new Contact.Email("practice@example.org"),
                "Welcome, ${name}",
                "Accept before ${expires}: https://example.org/accept#${token}",
                Optional.of(
                        "<p>Dear ${name}, <a href=\"https://example.org/accept#${token}\">accept</a> before ${expires}.</p>"),
                "Accept before ${expires}: https://example.org/accept#${token}",
                ZoneId.of("Europe/Brussels"));
        KeyholderOptions options =
                KeyholderOptions.of(Clock.systemUTC()).withInvitations(new InvitationOptions(sender, texts));

        try (Keyholder keyholder = EmbeddedKeyholder.open(directory, options)) {
            ContactDetails contacts = ContactDetails.NONE
                    .with(Place.WORK, Contact.email("mary@work.example.org"))
                    .with(Place.HOME, Contact.mobilePhone("+32 475 12 34 56"));
            InviteResult result = keyholder
                    .invitations()
                    .invite(Actor.host(), NewInvitation.of(DataOwner.patient("mary-poppins"), contacts));
            assertThat(result).isInstanceOf(InviteResult.Sent.class);

            String text = ((InvitationMessage.Sms) sender.last()).text();
            try (Password secret = Password.of(text.substring(text.indexOf('#') + 1))) {
                AcceptResult accepted = keyholder.invitations().accept(InvitationAcceptance.of(secret, password));
                assertThat(accepted)
                        .isInstanceOfSatisfying(
                                AcceptResult.Accepted.class,
                                done -> done.privateKey().orElseThrow().close());
            }
            assertThat(keyholder.logIn("+32475123456", password).isAccepted()).isTrue();
        }
    }

    @Test
    void open() {
        Keyholder keyholder = EmbeddedKeyholder.open(directory);
        try (keyholder) {
            assertThat(keyholder.users().count(Actor.host()).orElseThrow()).isZero();
        }
    }

    @Test
    void openWithAPepper() throws IOException {
        Path pepperFile = Files.writeString(directory.resolve("pepper.key"), "B".repeat(42) + "A=");
        CryptoOptions peppered = CryptoOptions.defaults().withPepperKeys(PepperKeys.fromFile(pepperFile));
        Keyholder keyholder =
                EmbeddedKeyholder.open(directory, EmbeddedOptions.defaults().withCrypto(peppered));
        try (keyholder) {
            assertThat(keyholder.users().count(Actor.host()).orElseThrow()).isZero();
        }
    }

    @Test
    void openByHand() {
        List<AuditEvent> events = new ArrayList<>();
        Keyholder keyholder = Keyholder.open(
                MapStorage.create(),
                BouncyCastleCrypto.create(CryptoOptions.defaults().withBcryptCost(13)),
                KeyholderOptions.of(Clock.systemUTC()).withAuditTrail(events::add));
        try (keyholder) {
            assertThat(keyholder.users().count(Actor.host()).orElseThrow()).isZero();
        }
    }

    @Test
    void createAUserAndSaveItsKey() throws IOException {
        Path keyFile = directory.resolve("key.pem");
        CreateResult result = keyholder
                .users()
                .create(
                        Actor.host(),
                        NewUser.of(LoginIdentifiers.email("ada@example.org"))
                                .withProfile(Profile.NONE.withName("Ada Lovelace"))
                                .withDataOwner(DataOwner.patient("patient-ada"))
                                .withPassword(password));
        Password passphrase = Password.of("only Ada knows");
        if (result instanceof CreateResult.Created created
                && created.privateKey().isPresent()) {
            try (PrivateKeyHandover handover = created.privateKey().get()) {
                Files.write(keyFile, handover.encryptedPem(passphrase));
                handover.confirmReceipt();
            }
        }
        passphrase.close();
        assertThat(keyFile).content().startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    }

    @Test
    void findAndChange() {
        UserId id = createAda();
        Optional<User> byId = keyholder.users().find(Actor.host(), id).single();
        Optional<User> byIdentifier =
                keyholder.users().find(Actor.host(), "ADA@example.org").single();
        assertThat(byId).isEqualTo(byIdentifier);

        ModifyResult renamed = keyholder
                .users()
                .modify(
                        Actor.host(),
                        id,
                        user -> user.withProfile(user.profile().withName("Countess Lovelace")));
        assertThat(renamed.isModified()).isTrue();

        User asShown = byId.orElseThrow();
        ModifyResult late = keyholder
                .users()
                .modify(
                        Actor.host(),
                        asShown.withIdentifiers(asShown.identifiers().withEmail("ada@new.example")));
        assertThat(late).isInstanceOf(ModifyResult.Stale.class);
    }

    @Test
    void importAndExport() throws IOException {
        Path documents = Files.writeString(directory.resolve("documents"), """
                {"_id":"a","login":"ada","java_type":"org.taktik.icure.entities.User"}
                {"_id":"b"}
                """);
        List<String> report = new ArrayList<>();
        List<User> users = new ArrayList<>();
        try (UserDocumentStream stream = UserDocumentStream.of(Files.newInputStream(documents))) {
            stream.forEachRemaining(document -> {
                if (document instanceof ReadOutcome.Read read) {
                    users.add(read.user());
                } else if (document instanceof ReadOutcome.Refused refused) {
                    report.add("line " + refused.line() + ": " + refused.reason());
                }
            });
        }
        keyholder.users().importUsers(Actor.host(), users.iterator(), outcome -> {
            if (outcome instanceof ImportOutcome.IdentifierTaken taken) {
                report.add(outcome.id() + ": somebody else is known as "
                        + taken.key().value());
            }
        });
        assertThat(report).hasSize(1);

        List<String> lines = new ArrayList<>();
        keyholder.users().forEach(Actor.host(), user -> lines.add(UserDocuments.write(user.withoutRevision())));
        assertThat(lines).singleElement().asString().startsWith("{\"_id\":\"a\"");
    }

    @Test
    void documents() throws IOException {
        String json = "{\"_id\":\"a\",\"login\":\"ada\"}";
        InputStream inputStream = new ByteArrayInputStream((json + "\n[]").getBytes(StandardCharsets.UTF_8));
        List<ReadOutcome> outcomes = new ArrayList<>();

        User user = UserDocuments.read(json);
        String same = UserDocuments.write(user);

        try (UserDocumentStream stream = UserDocumentStream.of(inputStream)) {
            stream.forEachRemaining(outcomes::add);
        }

        assertThat(UserDocuments.read(same)).isEqualTo(user);
        assertThat(outcomes)
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        ReadOutcome.Read.class, read -> assertThat(read.user()).isEqualTo(user));
    }

    @Test
    void pictures() {
        SecondFactorResult result = keyholder.secondFactors().enrol(Actor.host(), createAda(), "Practice");
        SecondFactorResult.Enrolled enrolled = (SecondFactorResult.Enrolled) result;

        QrCode code = QrCode.of(enrolled.uri());
        byte[] png = code.png(8);
        String coloured = code.terminalText();
        String plain = code.plainText(TerminalBackground.DARK);

        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        assertThat(coloured.lines()).hasSameSizeAs(plain.lines().toList());
    }

    @Test
    void contacts() {
        CollectingInvitationSender sender = new CollectingInvitationSender();
        KeyholderOptions options = KeyholderOptions.of(Clock.systemUTC())
                .withInvitations(new InvitationOptions(
                        sender, InvitationTexts.plain(new Contact.Email("practice@example.org"))));
        try (Keyholder keyholder = EmbeddedKeyholder.open(directory, options)) {
            UserId ada = createAda(keyholder);
            LogInResult.Accepted asAda = (LogInResult.Accepted) keyholder.logIn("ada@example.org", password);

            ContactChange toNewEmail =
                    new ContactChange(Contact.email("ada@new.example"), Optional.of("ada@example.org"));
            ContactRequestResult asked = keyholder.contacts().request(asAda.actor(), ada, toNewEmail);
            assertThat(asked).isInstanceOf(ContactRequestResult.CodeSent.class);
            String text = ((InvitationMessage.Email) sender.last()).text();
            String typedCode = text.substring(text.lastIndexOf(' ') + 1);
            ContactChangeResult changed = keyholder.contacts().confirm(asAda.actor(), ada, typedCode);

            assertThat(changed).isInstanceOf(ContactChangeResult.Changed.class);
        }
    }

    @Test
    void events() {
        UserId ada = createAda();
        List<String> said = new ArrayList<>();

        keyholder.events().start();
        keyholder.users().disable(Actor.host(), ada);
        UserEvents.Delivery delivery =
                keyholder.events().deliver(event -> said.add(event.user() + " " + event.kinds()));

        assertThat(delivery).isEqualTo(new UserEvents.Delivery(1, 0));
        assertThat(said).containsExactly(ada + " [DISABLED]");
    }

    @Test
    void brokenStores() {
        keyholder.close();
        List<String> said = new ArrayList<>();
        try {
            keyholder.logIn("ada@example.org", password);
        } catch (StoreException broken) {
            said.add("Try again later: " + broken.getMessage());
        }
        assertThat(said).hasSize(1);
    }

    @Test
    void actForAUser() {
        UserId ada = createAda();
        NewUser head = NewUser.of(LoginIdentifiers.login("head"))
                .withPassword(password)
                .asAdministrator();
        keyholder.users().create(Actor.host(), head);
        List<String> said = new ArrayList<>();

        LogInResult.Accepted asAda = (LogInResult.Accepted) keyholder.logIn("ada@example.org", password);
        ModifyResult own =
                keyholder.users().modify(asAda.actor(), ada, user -> user.withProfile(Profile.NONE.withName("Ada")));
        ModifyResult raised = keyholder
                .users()
                .modify(
                        asAda.actor(),
                        ada,
                        user -> user.withAuthorization(user.authorization().withRoles(Set.of("ADMINISTRATOR"))));
        if (raised instanceof ModifyResult.Forbidden forbidden) {
            said.add(forbidden.refusal().explanation());
        }
        assertThat(own.isModified()).isTrue();
        assertThat(said)
                .containsExactly("You may not change the roles and permissions of this user. You lack the permission."
                        + " ADMIN is denied, because nothing that applies grants it.");

        UserId administrator = keyholder
                .users()
                .find(Actor.host(), "head")
                .single()
                .orElseThrow()
                .id();
        ModifyResult accident = keyholder.users().disable(Actor.host(), administrator);
        assertThat(accident).isInstanceOf(ModifyResult.Forbidden.class);
        ModifyResult onPurpose = keyholder.users().disable(Actor.hostEvenWithoutAdministrator(), administrator);
        assertThat(onPurpose.isModified()).isTrue();
    }

    @Test
    void findAndLookAfterUsers() {
        UserId ada = createAda();
        LogInResult.Accepted asAda = (LogInResult.Accepted) keyholder.logIn("ada@example.org", password);
        DataOwnerId doctor = new DataOwnerId("hcp-grace");
        Instant endOfStay = Instant.parse("2020-01-01T00:00:00Z");

        UserFilter filter = new UserFilter.MatchingWords(SearchWords.of("ADA exam")).and(new UserFilter.Undeleted());
        List<User> found = keyholder
                .users()
                .search(Actor.host(), filter, PageRequest.first(50))
                .orElseThrow();
        long many = keyholder.users().count(Actor.host(), filter).orElseThrow();
        assertThat(found).hasSize(1);
        assertThat(many).isOne();

        List<String> said = new ArrayList<>();
        Attributes ward = new Attributes(Map.of("ward", AttributeValue.of("3")));
        keyholder
                .permissions()
                .decide(Actor.host(), ada, PermissionType.PATIENT_VIEW, ward)
                .orElseThrow()
                .ifPresent(explanation -> said.addAll(explanation.lines()));
        boolean may = keyholder
                .permissions()
                .decide(asAda.actor(), PermissionType.PATIENT_VIEW, ward)
                .orElseThrow()
                .isGranted();
        assertThat(said).hasSize(2);
        assertThat(may).isFalse();

        keyholder
                .users()
                .mergeProperties(
                        asAda.actor(),
                        ada,
                        List.of(Property.of("org.example.theme", new TypedValue.StringValue("dark"))));
        keyholder
                .users()
                .setAutoDelegations(asAda.actor(), ada, AutoDelegations.NONE.with(DelegationTag.ALL, List.of(doctor)));
        keyholder.users().acceptTermsOfUse(asAda.actor(), ada);
        keyholder.users().setExpiration(Actor.host(), ada, Optional.of(endOfStay));
        long disabled = keyholder.users().disableExpired(Actor.host()).orElseThrow();
        assertThat(disabled).isOne();
        keyholder.users().setExpiration(Actor.host(), ada, Optional.empty());
        keyholder.users().enable(Actor.host(), ada);

        List<String> lines = new ArrayList<>();
        keyholder
                .persons()
                .export(asAda.actor(), ada)
                .orElseThrow()
                .ifPresent(person -> lines.add(PersonDocuments.write(person)));
        EraseResult erased = keyholder.persons().erase(Actor.host(), ada);
        assertThat(lines).singleElement().asString().contains("org.example.theme");
        assertThat(erased).isEqualTo(new EraseResult.Erased());
    }

    private UserId createAda() {
        return createAda(keyholder);
    }

    private UserId createAda(Keyholder host) {
        CreateResult result = host.users()
                .create(
                        Actor.host(),
                        NewUser.of(LoginIdentifiers.email("ada@example.org")).withPassword(password));
        return ((CreateResult.Created) result).user().id();
    }
}
