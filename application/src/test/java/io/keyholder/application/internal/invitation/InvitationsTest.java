package io.keyholder.application.internal.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.Fixture;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.doubles.TableStorage;
import io.keyholder.application.doubles.TransparentCrypto;
import io.keyholder.application.invitation.AcceptResult;
import io.keyholder.application.invitation.InvitationAcceptance;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationSweep;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.application.invitation.InviteResult;
import io.keyholder.application.invitation.NewInvitation;
import io.keyholder.application.invitation.RevokeInvitationResult;
import io.keyholder.application.key.PossessionChallenge;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.key.ProvenKey;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.password.PasswordFlaw;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.ContactDetails;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationState;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.PossessionProof;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditEvent.InvitationChanged.InvitationChange;
import io.keyholder.ports.hashing.PasswordBlocklist;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.invitation.SendOutcome;
import io.keyholder.ports.persistence.InvitationPageRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InvitationsTest {
    private static final Contact MARYS = Contact.email("mary@example.org");
    private static final DataOwner PATIENT = DataOwner.patient("patient-1");
    private static final NewInvitation MARY = NewInvitation.of(PATIENT, MARYS);
    private static final Pattern SECRET = Pattern.compile("kht1\\.[A-Za-z0-9_.-]+");
    private static final String CHOSEN = "a password of her own";

    private final TableStorage storage = new TableStorage();
    private final TransparentCrypto crypto = new TransparentCrypto();
    private final List<AuditEvent> audit = new ArrayList<>();
    private final List<InvitationMessage> messages = new ArrayList<>();
    private final Deque<SendFailure> failures = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final Keyholder keyholder = Keyholder.open(
            storage,
            crypto,
            KeyholderOptions.of(new Ticking())
                    .withPasswordRules(new PasswordRules(8, 8, 1_024, PasswordBlocklist.EMPTY))
                    .withAuditTrail(audit::add)
                    .withInvitations(new InvitationOptions(
                            this::send, InvitationTexts.plain(new Contact.Email("practice@example.org")))));

    @Test
    void sendsOneMessageWhenOneIsAskedForSeveralTimesAtOnce() {
        List<InviteResult> results =
                IntStream.range(0, 8)
                        .mapToObj(asker -> CompletableFuture.supplyAsync(() -> invite(MARY)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(messages).hasSize(1);
        assertThat(results).filteredOn(InviteResult.Sent.class::isInstance).hasSize(1);
        assertThat(results)
                .filteredOn(result -> !(result instanceof InviteResult.Sent))
                .allSatisfy(result -> assertThat(result).isInstanceOf(InviteResult.AlreadyInvited.class));
    }

    @Test
    void invitesAsICureDoes() {
        InviteResult.Sent sent = (InviteResult.Sent) invite(MARY);
        User user = stored(sent.user().id());
        assertThat(user.identifiers()).isEqualTo(LoginIdentifiers.email("mary@example.org"));
        assertThat(user.profile().name()).contains("mary@example.org");
        assertThat(user.dataOwner()).isEqualTo(PATIENT);
        assertThat(user.lifecycle().status()).contains(UserStatus.REGISTERING);
        assertThat(user.id().value()).isNotEqualTo("patient-1");
        assertThat(user.tokens().authentication().values())
                .singleElement()
                .satisfies(token -> assertThat(token.validity()).isEqualTo(TokenValidity.seconds(172_800)));
        assertThat(sent.invitation().state()).isEqualTo(new InvitationState.Sent(now));
        assertThat(sent.invitation().expires()).isEqualTo(now.plus(Duration.ofDays(2)));
        assertThat(messages)
                .singleElement()
                .satisfies(message -> assertThat(message.to()).isEqualTo(MARYS));
        assertThat(changes()).containsExactly(InvitationChange.CREATED, InvitationChange.SENT);
    }

    /** SECURITY case 43: the invited user proved itself by the secret, so it is the actor of all that follows. */
    @Test
    void namesTheInvitedUserInEveryEventOfAccepting() {
        InviteResult.Sent sent = (InviteResult.Sent) invite(MARY);
        String secret = secretOf(0);
        audit.clear();

        assertThat(accept(secret)).isInstanceOf(AcceptResult.Accepted.class);

        assertThat(audit)
                .extracting(event -> event.getClass().getSimpleName())
                .contains("LoginAccepted", "UserChanged", "PasswordSet", "InvitationChanged", "KeyChanged");
        assertThat(audit)
                .allSatisfy(
                        event -> assertThat(event.actor()).contains(sent.user().id()));
    }

    @Test
    void invitesByPhone() {
        InviteResult.Sent sent = (InviteResult.Sent)
                invite(NewInvitation.of(DataOwner.device("device-1"), Contact.mobilePhone("+32 475 12 34 56")));
        assertThat(sent.user().identifiers().mobilePhone()).contains("+32 475 12 34 56");
        assertThat(messages.get(0)).isInstanceOf(InvitationMessage.Sms.class);
        assertThat(accept(secretOf(0))).isInstanceOf(AcceptResult.Accepted.class);
    }

    @Test
    void keepsWhatItIsTold() {
        InviteResult.Sent sent = (InviteResult.Sent) invite(MARY.withProfile(Profile.NONE.withName("Mary Poppins"))
                .within(Duration.ofHours(1))
                .in(Locale.FRENCH));
        assertThat(sent.user().profile().name()).contains("Mary Poppins");
        assertThat(sent.invitation().language()).isEqualTo("fr");
        assertThat(sent.invitation().expires()).isEqualTo(now.plus(Duration.ofHours(1)));
        assertThat(text(0)).contains("Mary Poppins");
    }

    @Test
    void refusesInvitationsThatMakeNoSense() {
        assertThatThrownBy(() -> NewInvitation.of(DataOwner.NONE, MARYS)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> NewInvitation.of(PATIENT, ContactDetails.NONE))
                .isInstanceOf(InvalidValueException.class);
        for (Duration life :
                List.of(Duration.ZERO, Duration.ofSeconds(59), Duration.ofDays(366), Duration.ofMillis(60_001))) {
            assertThatThrownBy(() -> MARY.within(life)).isInstanceOf(InvalidValueException.class);
        }
        assertThat(MARY.toString()).doesNotContain("mary");
    }

    @Test
    void becomesActiveWithPasswordAndKeyOnce() {
        UserId id = invited();
        AcceptResult.Accepted accepted = (AcceptResult.Accepted) accept(secretOf(0));
        assertThat(accepted.user().lifecycle().status()).contains(UserStatus.ACTIVE);
        assertThat(accepted.user().tokens().authentication()).isEmpty();
        assertThat(logIn(CHOSEN).isAccepted()).isTrue();
        try (PrivateKeyHandover key = accepted.privateKey().orElseThrow()) {
            assertThat(keyholder.keys().publicKeysOf(new DataOwnerId("patient-1")))
                    .singleElement()
                    .satisfies(registered -> assertThat(registered.publicKey()).isEqualTo(key.publicKey()));
        }
        assertThat(invitationOf(id).state()).isEqualTo(new InvitationState.Accepted(now));
        assertThat(accept(secretOf(0))).isEqualTo(wrong());
        assertThat(changes()).endsWith(InvitationChange.ACCEPTED);
        assertThat(audit).anyMatch(AuditEvent.PasswordSet.class::isInstance);
    }

    @Test
    void takesTheKeyThatTheClientMade() {
        invited();
        var publicKey = crypto.keyPairGenerator().generate().publicKey();
        try (Password secret = Password.of(secretOf(0));
                Password password = Password.of(CHOSEN)) {
            AcceptResult result = keyholder
                    .invitations()
                    .accept(InvitationAcceptance.of(secret, password)
                            .withPublicKey(publicKey)
                            .from("192.0.2.1"));
            assertThat(((AcceptResult.Accepted) result).privateKey()).isEmpty();
        }
        assertThat(keyholder.keys().publicKeysOf(new DataOwnerId("patient-1")))
                .singleElement()
                .satisfies(key -> assertThat(key.publicKey()).isEqualTo(publicKey));
    }

    @Test
    void vouchesForAFirstKeyThatTheClientShowsToHold() {
        invited();
        DataOwnerId owner = new DataOwnerId("patient-1");
        AcceptResult result = acceptWith(proven(owner));
        assertThat(((AcceptResult.Accepted) result).privateKey()).isEmpty();
        assertThat(keyholder.keys().publicKeysOf(owner))
                .singleElement()
                .satisfies(
                        key -> assertThat(key.vouch().orElseThrow().voucher()).isEqualTo("possession"));
    }

    @Test
    void vouchesForNoLaterKeyThatTheClientShowsToHold() {
        DataOwnerId owner = new DataOwnerId("patient-1");
        keyholder
                .keys()
                .createInOneStep(Actor.host(), owner)
                .orElseThrow()
                .privateKey()
                .close();
        invited();
        ProvenKey later = proven(owner);
        acceptWith(later);
        assertThat(keyholder.keys().publicKeysOf(owner))
                .filteredOn(RegisteredKey::isTrusted)
                .singleElement()
                .satisfies(key -> assertThat(key.publicKey()).isNotEqualTo(later.publicKey()));
    }

    @Test
    void takesNoProofForAnotherOwnerAndStaysOpen() {
        UserId id = invited();
        ProvenKey others = proven(new DataOwnerId("patient-2"));
        assertThatThrownBy(() -> acceptWith(others))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("another data owner");
        assertThat(keyholder.keys().publicKeysOf(new DataOwnerId("patient-1"))).isEmpty();
        assertThat(keyholder.keys().publicKeysOf(new DataOwnerId("patient-2"))).isEmpty();
        assertThat(invitationOf(id).state()).isNotInstanceOf(InvitationState.Accepted.class);
        assertThat(acceptWith(proven(new DataOwnerId("patient-1")))).isInstanceOf(AcceptResult.Accepted.class);
    }

    private AcceptResult acceptWith(ProvenKey key) {
        try (Password secret = Password.of(secretOf(0));
                Password password = Password.of(CHOSEN)) {
            return keyholder
                    .invitations()
                    .accept(InvitationAcceptance.of(secret, password).withProvenKey(key));
        }
    }

    private ProvenKey proven(DataOwnerId owner) {
        EncryptionKeyPair pair = crypto.keyPairGenerator().generate();
        try (PossessionChallenge challenge = keyholder.keys().challengeToRegister(owner, pair.publicKey());
                ContentKey secret = crypto.contentKeyWrapper().unwrap(challenge.encrypted(), pair)) {
            return challenge
                    .prove(PossessionProof.of(secret, challenge.purpose()))
                    .orElseThrow();
        }
    }

    @Test
    void makesNoKeyWhenNoneIsWanted() {
        invited();
        try (Password secret = Password.of(secretOf(0));
                Password password = Password.of(CHOSEN)) {
            InvitationAcceptance acceptance =
                    InvitationAcceptance.of(secret, password).withoutKey();
            assertThat(acceptance.toString()).doesNotContain("kht1", CHOSEN);
            assertThat(((AcceptResult.Accepted) keyholder.invitations().accept(acceptance)).privateKey())
                    .isEmpty();
        }
        assertThat(keyholder.keys().publicKeysOf(new DataOwnerId("patient-1"))).isEmpty();
    }

    @Test
    void holdsThePasswordToTheRulesAndStaysOpen() {
        UserId id = invited();
        assertThat(accept(secretOf(0), "short"))
                .isInstanceOfSatisfying(
                        AcceptResult.PasswordRefused.class,
                        refused -> assertThat(refused.flaws()).contains(new PasswordFlaw.TooShort(8)));
        assertThat(stored(id).lifecycle().status()).contains(UserStatus.REGISTERING);
        assertThat(keyholder.keys().publicKeysOf(new DataOwnerId("patient-1"))).isEmpty();
        assertThat(accept(secretOf(0))).isInstanceOf(AcceptResult.Accepted.class);
    }

    @Test
    void refusesWhatIsNoSecretOfAnInvitation() {
        UserId id = invited();
        assertThat(accept("")).isEqualTo(wrong());
        assertThat(accept("kht1.x")).isEqualTo(wrong());
        assertThat(accept(secretOf(0).substring(0, secretOf(0).length() - 1) + "z"))
                .isEqualTo(wrong());
        var other = (io.keyholder.application.token.TokenCreation.Created) keyholder
                .tokens()
                .create(Actor.host(), id, "phone", TokenValidity.seconds(60), TokenScope.unrestricted());
        assertThat(accept(other.value().reveal())).isEqualTo(wrong());
        assertThat(stored(id).lifecycle().status()).contains(UserStatus.REGISTERING);
    }

    @Test
    void letsNobodyLogInWithTheSecretAlone() {
        invited();
        try (Password secret = Password.of(secretOf(0))) {
            assertThat(keyholder.logIn(LogInRequest.withToken(secret)).isAccepted())
                    .isFalse();
        }
        assertThat(logIn(secretOf(0)).isAccepted()).isFalse();
    }

    @Test
    void expiresAfterFortyEightHours() {
        UserId id = invited();
        now = now.plus(Duration.ofDays(2)).minusMillis(1);
        assertThat(accept(secretOf(0), "short")).isInstanceOf(AcceptResult.PasswordRefused.class);
        now = now.plusMillis(1);
        assertThat(accept(secretOf(0))).isEqualTo(wrong());
        assertThat(sweep()).isEqualTo(new InvitationSweep(1, 0));
        assertThat(invitationOf(id).state()).isEqualTo(new InvitationState.Expired(now));
        assertThat(keyholder.invitations().resend(Actor.host(), id)).isInstanceOf(InviteResult.Sent.class);
        assertThat(accept(secretOf(1))).isInstanceOf(AcceptResult.Accepted.class);
    }

    @Test
    void saysThatNothingLeftAndSendsWhenAskedAgain() {
        failures.add(SendFailure.UNREACHABLE);
        InviteResult.NotSent failed = (InviteResult.NotSent) invite(MARY);
        assertThat(failed.failure()).isEqualTo(SendFailure.UNREACHABLE);
        assertThat(failed.invitation().state()).isEqualTo(new InvitationState.Failed(now, SendFailure.UNREACHABLE));
        InviteResult.Sent sent = (InviteResult.Sent) invite(MARY);
        assertThat(sent.user().id()).isEqualTo(failed.user().id());
        assertThat(sent.invitation().id()).isEqualTo(failed.invitation().id());
        assertThat(sent.invitation().attempts()).isEqualTo(2);
        assertThat(accept(secretOf(0))).isInstanceOf(AcceptResult.Accepted.class);
    }

    @Test
    void takesASenderThatThrowsForOneThatDidNotSend() {
        failures.add(SendFailure.BROKEN);
        InviteResult.NotSent failed = (InviteResult.NotSent) invite(MARY);
        assertThat(failed.failure()).isEqualTo(SendFailure.BROKEN);
        assertThat(invite(MARY)).isInstanceOf(InviteResult.Sent.class);
    }

    @Test
    void sendsNoSecondMessageWhenTheFirstLeft() {
        invited();
        assertThat(invite(MARY)).isInstanceOf(InviteResult.AlreadyInvited.class);
        assertThat(messages).hasSize(1);
    }

    @Test
    void aResentInvitationEndsTheEarlierSecret() {
        UserId id = invited();
        assertThat(keyholder.invitations().resend(Actor.host(), id)).isInstanceOf(InviteResult.Sent.class);
        assertThat(accept(secretOf(0))).isEqualTo(wrong());
        assertThat(accept(secretOf(1))).isInstanceOf(AcceptResult.Accepted.class);
        assertThat(keyholder.invitations().resend(Actor.host(), id)).isEqualTo(new InviteResult.NotRegistering());
        assertThat(keyholder.invitations().resend(Actor.host(), new UserId("nobody")))
                .isEqualTo(new InviteResult.NotRegistering());
    }

    @Test
    void aRevokedInvitationIsAcceptedNoMore() {
        UserId id = invited();
        assertThat(keyholder.invitations().revoke(Actor.host(), id)).isEqualTo(new RevokeInvitationResult.Revoked());
        assertThat(accept(secretOf(0))).isEqualTo(wrong());
        assertThat(invitationOf(id).state()).isEqualTo(new InvitationState.Revoked(now));
        assertThat(keyholder.invitations().revoke(Actor.host(), id)).isEqualTo(new RevokeInvitationResult.Revoked());
        assertThat(invite(MARY)).isInstanceOf(InviteResult.Sent.class);
        assertThat(accept(secretOf(1))).isInstanceOf(AcceptResult.Accepted.class);
        assertThat(keyholder.invitations().revoke(Actor.host(), id))
                .isEqualTo(new RevokeInvitationResult.AlreadyAccepted());
        assertThat(logIn(CHOSEN).isAccepted()).isTrue();
        assertThat(keyholder.invitations().revoke(Actor.host(), new UserId("nobody")))
                .isEqualTo(new RevokeInvitationResult.Missing());
    }

    @Test
    void takesNobodysContact() {
        keyholder.users().create(Actor.host(), NewUser.of(LoginIdentifiers.login("MARY@example.org")));
        assertThat(invite(MARY)).isInstanceOf(InviteResult.IdentifierTaken.class);
        assertThat(messages).isEmpty();
    }

    @Test
    void continuesWithNobodyElsesInvitation() {
        invited();
        assertThat(invite(NewInvitation.of(DataOwner.patient("patient-2"), MARYS)))
                .isInstanceOf(InviteResult.IdentifierTaken.class);
    }

    @Test
    void aDeletedUserBlocksNobody() {
        UserId id = invited();
        keyholder.users().softDelete(Actor.host(), id);
        assertThat(accept(secretOf(0))).isEqualTo(wrong());
        assertThat(invite(MARY)).isInstanceOf(InviteResult.Sent.class);
        assertThat(sweep().settled()).isEqualTo(1);
        assertThat(invitationOf(id).state()).isInstanceOf(InvitationState.Revoked.class);
        assertThat(accept(secretOf(1))).isInstanceOf(AcceptResult.Accepted.class);
        keyholder.users().purge(Actor.host(), id);
        assertThat(storage.invitations().findByUser(id)).isEmpty();
    }

    @Test
    void forgetsClosedInvitationsInTime() {
        UserId id = invited();
        accept(secretOf(0));
        now = now.plus(Duration.ofDays(30));
        assertThat(sweep()).isEqualTo(new InvitationSweep(0, 0));
        now = now.plusMillis(1);
        assertThat(sweep()).isEqualTo(new InvitationSweep(0, 1));
        assertThat(storage.invitations().findByUser(id)).isEmpty();
    }

    @Test
    void listsOpenInvitationsPageByPage() {
        invited();
        invite(NewInvitation.of(DataOwner.patient("patient-2"), Contact.email("john@example.org")));
        List<Invitation> all = open(10);
        assertThat(all).hasSize(2);
        assertThat(open(1)).containsExactly(all.get(0));
        accept(secretOf(0));
        assertThat(open(10)).hasSize(1);
    }

    @Test
    void asksThePolicyWhoMayInvite() {
        UserId id = invited();
        Actor patient = Actor.LoggedIn.by(
                plainUser(),
                ProofStrength.PASSWORD,
                TokenScope.unrestricted(),
                Optional.empty(),
                Optional.empty(),
                Fixture.NOW_IN_MILLIS);
        int before = messages.size();
        assertThat(keyholder
                        .invitations()
                        .invite(patient, NewInvitation.of(DataOwner.patient("p"), Contact.email("x@example.org"))))
                .isInstanceOf(InviteResult.Forbidden.class);
        assertThat(keyholder.invitations().resend(patient, id)).isInstanceOf(InviteResult.Forbidden.class);
        assertThat(keyholder.invitations().revoke(patient, id)).isInstanceOf(RevokeInvitationResult.Forbidden.class);
        assertThat(keyholder
                        .invitations()
                        .open(patient, InvitationPageRequest.first(1))
                        .toOptional())
                .isEmpty();
        assertThat(keyholder.invitations().of(patient, id).toOptional()).isEmpty();
        assertThat(keyholder.invitations().sweep(patient, Duration.ZERO).toOptional())
                .isEmpty();
        assertThat(messages).hasSize(before);
        assertThat(accept(secretOf(0))).isInstanceOf(AcceptResult.Accepted.class);
    }

    @Test
    void showsTheSecretNowhereButInTheMessage() {
        invited();
        String secret = secretOf(0);
        accept(secret);
        assertThat(audit.toString()).doesNotContain(secret).doesNotContain("mary@example.org");
        assertThat(messages.toString()).doesNotContain(secret);
    }

    private User plainUser() {
        CreateResult.Created created = (CreateResult.Created) keyholder
                .users()
                .create(
                        Actor.host(),
                        NewUser.of(LoginIdentifiers.login("plain")).withPassword(Fixture.password()));
        return created.user();
    }

    private UserId invited() {
        return ((InviteResult.Sent) invite(MARY)).user().id();
    }

    private InviteResult invite(NewInvitation wanted) {
        return keyholder.invitations().invite(Actor.host(), wanted);
    }

    private AcceptResult accept(String secret) {
        return accept(secret, CHOSEN);
    }

    private AcceptResult accept(String secret, String password) {
        try (Password presented = Password.of(secret);
                Password chosen = Password.of(password)) {
            return keyholder.invitations().accept(InvitationAcceptance.of(presented, chosen));
        }
    }

    private LogInResult logIn(String text) {
        try (Password password = Password.of(text)) {
            return keyholder.logIn("mary@example.org", password);
        }
    }

    private InvitationSweep sweep() {
        return keyholder.invitations().sweep(Actor.host(), Duration.ofDays(30)).orElseThrow();
    }

    private List<Invitation> open(int limit) {
        return keyholder
                .invitations()
                .open(Actor.host(), InvitationPageRequest.first(limit))
                .orElseThrow();
    }

    private Invitation invitationOf(UserId id) {
        List<Invitation> found = keyholder.invitations().of(Actor.host(), id).orElseThrow();
        return found.get(found.size() - 1);
    }

    private User stored(UserId id) {
        return keyholder.users().find(Actor.host(), id).single().orElseThrow();
    }

    private List<InvitationChange> changes() {
        return audit.stream()
                .filter(AuditEvent.InvitationChanged.class::isInstance)
                .map(event -> ((AuditEvent.InvitationChanged) event).change())
                .toList();
    }

    private SendOutcome send(InvitationMessage message) {
        SendFailure failure = failures.poll();
        if (failure == SendFailure.BROKEN) {
            throw new IllegalStateException("the sender broke");
        }
        if (failure != null) {
            return SendOutcome.notSent(failure);
        }
        messages.add(message);
        return SendOutcome.sent();
    }

    private String text(int number) {
        InvitationMessage message = messages.get(number);
        return message instanceof InvitationMessage.Email email
                ? email.text()
                : ((InvitationMessage.Sms) message).text();
    }

    private String secretOf(int number) {
        Matcher matcher = SECRET.matcher(text(number));
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    private static AcceptResult wrong() {
        return new AcceptResult.Refused(RefusalReason.WRONG_CREDENTIAL, Optional.empty());
    }

    /** A clock that this test moves. */
    private final class Ticking extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
