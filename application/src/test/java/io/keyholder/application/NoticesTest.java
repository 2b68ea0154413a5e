package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.contact.ContactChange;
import io.keyholder.application.contact.ContactChangeResult;
import io.keyholder.application.doubles.TableStorage;
import io.keyholder.application.doubles.TransparentCrypto;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.application.notice.NoticeTemplate;
import io.keyholder.application.notice.NoticeTexts;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.domain.login.SecurityChange;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.hashing.PasswordBlocklist;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.invitation.InvitationSender;
import io.keyholder.ports.invitation.SendOutcome;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** SECURITY case: a user is informed, where it was reached before, of every change to how it logs in. */
class NoticesTest {
    private static final Contact.Email FROM = new Contact.Email("practice@example.org");
    private static final Contact OLD = new Contact.Email("mary@example.org");
    private static final Contact NEW = new Contact.Email("new@example.org");
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6,}\\b");

    private final List<InvitationMessage> sent = new ArrayList<>();
    private final List<AuditEvent.NoticeSent> audited = new ArrayList<>();

    @Test
    void anOldContactIsInformedOfTheNewOne() {
        Keyholder keyholder = open(this::take);
        User mary = mary(keyholder);
        keyholder
                .contacts()
                .request(
                        Actor.host(),
                        mary.id(),
                        new ContactChange(NEW, Optional.of("mary@example.org"), Locale.ENGLISH));
        assertThat(sent).singleElement().extracting(InvitationMessage::to).isEqualTo(NEW);
        assertThat(keyholder.contacts().confirm(Actor.host(), mary.id(), code(sent.get(0))))
                .isInstanceOf(ContactChangeResult.Changed.class);
        assertThat(sent).extracting(InvitationMessage::to).containsExactly(NEW, OLD);
        assertThat(textOf(sent.get(1))).contains("email address or phone number was changed");
    }

    /** Also when someone else changes it without a code. */
    @Test
    void anOldContactIsInformedOfAnAdministratorsChange() {
        Keyholder keyholder = open(this::take);
        User mary = mary(keyholder);
        ModifyResult result = keyholder
                .users()
                .modify(
                        Actor.host(),
                        mary.id(),
                        user -> user.withIdentifiers(user.identifiers().withEmail("new@example.org")));
        assertThat(result.isModified()).isTrue();
        assertThat(sent).extracting(InvitationMessage::to).containsExactly(OLD);
    }

    /** Whatever way a host or an administrator changes secrets. */
    @Test
    void aWriteOfOtherSecretsIsToldAtTheContact() {
        Keyholder keyholder = open(this::take);
        User mary = mary(keyholder);
        SecondFactor on = new SecondFactor.On(TotpSecret.of("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"));
        setCredentials(keyholder, mary, old -> old.withPasswordHash(TransparentCrypto.currentHash("another one")));
        setCredentials(keyholder, mary, old -> old.withSecondFactor(on));
        setCredentials(keyholder, mary, old -> old.withSecondFactor(SecondFactor.off()));
        assertThat(audited)
                .extracting(AuditEvent.NoticeSent::change)
                .containsExactly(
                        SecurityChange.PASSWORD_CHANGED,
                        SecurityChange.SECOND_FACTOR_ADDED,
                        SecurityChange.SECOND_FACTOR_REMOVED);
    }

    /** SECURITY case 28: what waits ends with the password, also when the user is written with another one. */
    @Test
    void aContactThatWaitsEndsWithAPasswordThatIsWritten() {
        Keyholder keyholder = open(this::take);
        User mary = mary(keyholder);
        keyholder
                .contacts()
                .request(
                        Actor.host(),
                        mary.id(),
                        new ContactChange(NEW, Optional.of("mary@example.org"), Locale.ENGLISH));
        String code = code(sent.get(0));
        setCredentials(keyholder, mary, old -> old.withPasswordHash(TransparentCrypto.currentHash("another one")));
        assertThat(keyholder.contacts().confirm(Actor.host(), mary.id(), code))
                .isNotInstanceOf(ContactChangeResult.Changed.class);
    }

    private static void setCredentials(Keyholder keyholder, User user, UnaryOperator<Credentials> change) {
        ModifyResult result = keyholder
                .users()
                .modify(Actor.host(), user.id(), found -> found.withCredentials(change.apply(found.credentials())));
        assertThat(result.isModified()).isTrue();
    }

    @Test
    void aNewPasswordIsToldAtTheContact() {
        Keyholder keyholder = open(this::take);
        User mary = mary(keyholder);
        try (Password old = Password.of(Fixture.SECRET);
                Password fresh = Password.of("lamp ferry walnut 17")) {
            Actor actor = keyholder.logIn("mary", old).success().orElseThrow().actor();
            assertThat(keyholder.passwords().change(actor, mary.id(), old, fresh, TokensAfterwards.KEPT))
                    .isInstanceOf(PasswordChangeResult.Changed.class);
            assertThat(keyholder.passwords().reset(Actor.host(), mary.id(), old))
                    .isInstanceOf(PasswordChangeResult.Changed.class);
        }
        assertThat(audited)
                .extracting(AuditEvent.NoticeSent::change)
                .containsExactly(SecurityChange.PASSWORD_CHANGED, SecurityChange.PASSWORD_CHANGED);
        assertThat(audited).extracting(AuditEvent.NoticeSent::failure).containsOnly(Optional.empty());
        assertThat(sent).hasSize(2).allMatch(message -> message.to().equals(OLD));
    }

    /** What does not change how the user logs in is no news, and neither is a refused change. */
    @Test
    void nothingElseIsTold() {
        Keyholder keyholder = open(this::take);
        User mary = mary(keyholder);
        keyholder
                .users()
                .modify(
                        Actor.host(),
                        mary.id(),
                        user -> user.withProfile(user.profile().withName("Mary")));
        try (Password weak = Password.of("1")) {
            assertThat(keyholder.passwords().reset(Actor.host(), mary.id(), weak))
                    .isInstanceOf(PasswordChangeResult.Refused.class);
        }
        try (Password password = Password.of(Fixture.SECRET)) {
            keyholder.logIn("mary", password);
        }
        assertThat(sent).isEmpty();
    }

    /** A change that was made stays made, and the trail has that its notice did not leave. */
    @Test
    void aSenderThatBreaksUndoesNothing() {
        Keyholder keyholder = open(message -> {
            throw new IllegalStateException("the mail server is on fire");
        });
        User mary = mary(keyholder);
        try (Password fresh = Password.of("lamp ferry walnut 17")) {
            assertThat(keyholder.passwords().reset(Actor.host(), mary.id(), fresh))
                    .isInstanceOf(PasswordChangeResult.Changed.class);
            assertThat(keyholder.logIn("mary", fresh).isAccepted()).isTrue();
        }
        assertThat(audited).extracting(AuditEvent.NoticeSent::failure).containsExactly(Optional.of(SendFailure.BROKEN));
    }

    @Test
    void aTextHasNoOtherPlaces() {
        assertThatThrownBy(() -> new NoticeTemplate(
                        FROM, "s", "${token}", Optional.empty(), "x", Locale.ENGLISH, ZoneOffset.UTC))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("${name}, ${when}");
    }

    @Test
    void aHostMayKeepSilent() {
        Keyholder keyholder = open(this::take, NoticeTexts.NONE);
        User mary = mary(keyholder);
        try (Password fresh = Password.of("lamp ferry walnut 17")) {
            keyholder.passwords().reset(Actor.host(), mary.id(), fresh);
        }
        assertThat(sent).isEmpty();
        assertThat(audited).isEmpty();
    }

    private Keyholder open(InvitationSender sender) {
        return open(sender, NoticeTexts.plain(FROM));
    }

    private Keyholder open(InvitationSender sender, NoticeTexts texts) {
        return Keyholder.open(
                new TableStorage(),
                new TransparentCrypto(),
                KeyholderOptions.of(Clock.fixed(Fixture.NOW, ZoneOffset.UTC))
                        .withPasswordRules(new PasswordRules(8, 8, 1_024, PasswordBlocklist.EMPTY))
                        .withAuditTrail(this::note)
                        .withInvitations(
                                new InvitationOptions(sender, InvitationTexts.plain(FROM)).withNoticeTexts(texts)));
    }

    private SendOutcome take(InvitationMessage message) {
        sent.add(message);
        return SendOutcome.sent();
    }

    private void note(AuditEvent event) {
        if (event instanceof AuditEvent.NoticeSent notice) {
            audited.add(notice);
        }
    }

    private static User mary(Keyholder keyholder) {
        CreateResult created = keyholder
                .users()
                .create(
                        Actor.host(),
                        NewUser.of(LoginIdentifiers.login("mary").withEmail("mary@example.org"))
                                .withId(new UserId("mary"))
                                .withPassword(Fixture.password()));
        return ((CreateResult.Created) created).user();
    }

    private static String code(InvitationMessage message) {
        Matcher code = CODE.matcher(textOf(message));
        String last = "";
        while (code.find()) {
            last = code.group();
        }
        return last;
    }

    private static String textOf(InvitationMessage message) {
        return ((InvitationMessage.Email) message).text();
    }
}
