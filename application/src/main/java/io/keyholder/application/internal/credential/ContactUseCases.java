package io.keyholder.application.internal.credential;

import io.keyholder.application.access.Answer;
import io.keyholder.application.contact.ContactChange;
import io.keyholder.application.contact.ContactChangeResult;
import io.keyholder.application.contact.ContactChanges;
import io.keyholder.application.contact.ContactRequestResult;
import io.keyholder.application.internal.Arguments;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.internal.change.UserEdits;
import io.keyholder.application.internal.change.UserEdits.Edited;
import io.keyholder.application.internal.login.Attempt;
import io.keyholder.application.internal.login.LoginPorts;
import io.keyholder.application.internal.login.LoginStates;
import io.keyholder.application.internal.login.ShortCodes;
import io.keyholder.application.internal.login.Verdicts;
import io.keyholder.application.internal.notice.SecurityNotices;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationTemplate.Invitee;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.credential.CopiedText;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.PendingContact;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.invitation.InvitationSender;
import io.keyholder.ports.invitation.SendOutcome;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** The use cases behind {@link ContactChanges}. Thread-safe. */
public final class ContactUseCases implements ContactChanges {
    private static final int UNGUESSABLE_BYTES = 32;

    private final LoginPorts ports;
    private final LoginPolicy policy;
    private final LoginStates states;
    private final UserEdits edits;
    private final Verdicts verdicts;
    private final UserAccess access;
    private final InvitationSender sender;
    private final InvitationTexts texts;
    private final SecurityNotices notices;

    /** Changes over these ports, with these messages. */
    public ContactUseCases(
            LoginPorts ports,
            LoginPolicy policy,
            UserAccess access,
            InvitationOptions messages,
            SecurityNotices notices) {
        this.ports = ports;
        this.policy = policy;
        this.states = new LoginStates(ports.states());
        this.edits = new UserEdits(ports.users());
        this.verdicts = new Verdicts(ports, states, access.roles(), policy);
        this.access = access;
        this.sender = messages.sender();
        this.texts = messages.contactTexts();
        this.notices = notices;
    }

    @Override
    public ContactRequestResult request(Actor actor, UserId id, ContactChange wanted) {
        Arguments.required("contact change", wanted);
        Optional<User> user = ports.users().findById(Arguments.required("user id", id));
        Optional<Refusal> refusal = access.refusal(actor, UserAction.CHANGE_CONTACT, id, user);
        if (refusal.isPresent()) {
            return new ContactRequestResult.Forbidden(refusal.get());
        }
        if (user.isEmpty()) {
            return new ContactRequestResult.NoSuchUser();
        }
        return currentOf(user.get(), wanted.to()).equals(wanted.previous())
                ? send(user.get(), wanted)
                : new ContactRequestResult.PreviousDiffers();
    }

    @Override
    public ContactChangeResult confirm(Actor actor, UserId id, String code) {
        Arguments.required("code", code);
        Optional<User> user = ports.users().findById(Arguments.required("user id", id));
        Optional<Refusal> refusal = access.refusal(actor, UserAction.CHANGE_CONTACT, id, user);
        if (refusal.isPresent()) {
            return new ContactChangeResult.Forbidden(refusal.get());
        }
        return user.map(stored -> judge(actor, stored, code)).orElseGet(ContactChangeResult.NoSuchUser::new);
    }

    @Override
    public Answer<Boolean> cancel(Actor actor, UserId id) {
        Optional<User> user = ports.users().findById(Arguments.required("user id", id));
        return access.refusal(actor, UserAction.CHANGE_CONTACT, id, user)
                .<Answer<Boolean>>map(Answer.Forbidden::new)
                .orElseGet(() -> new Answer.Allowed<>(user.isPresent() && cancel(id)));
    }

    private boolean cancel(UserId id) {
        Instant now = ports.clock().instant();
        PasswordHash nobodysCode =
                hashOf(HexFormat.of().formatHex(ports.secrets().nextBytes(UNGUESSABLE_BYTES)));
        return states.decide(LoginStateKey.of(id), state -> {
            Optional<PendingContact> open = state.pendingContact().filter(pending -> pending.isOpenAt(now));
            Optional<PendingContact> left = retryAt(state, now).isPresent()
                    ? open.map(pending -> pending.withCode(nobodysCode))
                    : Optional.empty();
            return open.isEmpty()
                    ? LoginStates.Decided.keeping(false)
                    : LoginStates.Decided.changing(state.withPendingContact(left), true);
        });
    }

    private ContactRequestResult send(User user, ContactChange wanted) {
        Instant now = ports.clock().instant();
        String code = ShortCodes.fresh(ports.secrets(), CODE_DIGITS);
        PendingContact pending = new PendingContact(wanted.to(), wanted.previous(), hashOf(code), now, 0);
        Optional<Instant> retryAt = states.decide(
                LoginStateKey.of(user.id()),
                state -> retryAt(state, now)
                        .map(later -> LoginStates.Decided.keeping(Optional.of(later)))
                        .orElseGet(() -> LoginStates.Decided.changing(
                                state.withPendingContact(Optional.of(pending)), Optional.empty())));
        if (retryAt.isPresent()) {
            return new ContactRequestResult.TooSoon(retryAt.get());
        }
        Optional<SendFailure> failure = failureOfSending(user, wanted, code, pending.expires());
        if (failure.isEmpty()) {
            return new ContactRequestResult.CodeSent(pending.expires());
        }
        forget(user.id(), pending);
        return new ContactRequestResult.NotSent(failure.get());
    }

    /** A sender that breaks its promise and throws has not sent. */
    private Optional<SendFailure> failureOfSending(User user, ContactChange wanted, String code, Instant expires) {
        String name = user.profile().name().orElseGet(wanted.to()::value);
        try {
            SendOutcome outcome = sender.send(texts.in(wanted.language())
                    .message(wanted.to(), new Invitee(name, code, expires), wanted.language()));
            return outcome instanceof SendOutcome.NotSent notSent ? Optional.of(notSent.failure()) : Optional.empty();
        } catch (RuntimeException broken) {
            return Optional.of(SendFailure.BROKEN);
        }
    }

    private void forget(UserId id, PendingContact pending) {
        states.decide(
                LoginStateKey.of(id),
                state -> state.pendingContact().equals(Optional.of(pending))
                        ? LoginStates.Decided.changing(state.withPendingContact(Optional.empty()), id)
                        : LoginStates.Decided.keeping(id));
    }

    private ContactChangeResult judge(Actor actor, User user, String code) {
        UserId id = user.id();
        Instant now = ports.clock().instant();
        Attempt attempt = Attempt.ofLoggedIn(states, policy, id, now);
        Optional<Instant> pause = attempt.charge();
        if (pause.isPresent()) {
            verdicts.audit(id, RefusalReason.PAUSED);
            return new ContactChangeResult.Paused(pause.get());
        }
        Optional<PendingContact> proved =
                states.decide(LoginStateKey.of(id), state -> spent(state, CopiedText.code(code), now));
        if (proved.isEmpty()) {
            verdicts.audit(id, RefusalReason.WRONG_CREDENTIAL);
            return new ContactChangeResult.WrongCode();
        }
        attempt.refund();
        return store(actor, user, proved.get());
    }

    /** Spends the code when it is right, and counts it when it is wrong: of many that present it at once one has it. */
    private LoginStates.Decided<Optional<PendingContact>> spent(LoginState state, String code, Instant now) {
        Optional<PendingContact> open = state.pendingContact().filter(pending -> pending.isOpenAt(now));
        if (open.isEmpty()) {
            return LoginStates.Decided.keeping(Optional.empty());
        }
        return isRight(code, open.get().codeHash())
                ? LoginStates.Decided.changing(state.withPendingContact(Optional.empty()), open)
                : LoginStates.Decided.changing(
                        state.withPendingContact(open.get().afterWrongCode()), Optional.empty());
    }

    private ContactChangeResult store(Actor actor, User read, PendingContact proved) {
        Edited<ContactChangeResult> edited = edits.editJudged(
                read,
                (before, after) -> refusal(actor, proved, before, after),
                user -> user.withIdentifiers(with(user.identifiers(), proved)));
        if (edited instanceof Edited.Refused<ContactChangeResult> refused) {
            return refused.why();
        }
        if (edited instanceof Edited.Stored<ContactChangeResult> stored) {
            notices.sendOfContacts(stored.before(), stored.stored());
            return new ContactChangeResult.Changed(stored.stored());
        }
        return edited instanceof Edited.IdentifierTaken<ContactChangeResult> taken
                ? new ContactChangeResult.IdentifierTaken(taken.key())
                : new ContactChangeResult.NoSuchUser();
    }

    private Optional<ContactChangeResult> refusal(Actor actor, PendingContact proved, User before, User after) {
        if (!currentOf(before, proved.contact()).equals(proved.previous())) {
            return Optional.of(new ContactChangeResult.PreviousDiffers());
        }
        return access.refusal(actor, UserAction.CHANGE_CONTACT, before.id(), Optional.of(before), Optional.of(after))
                .map(ContactChangeResult.Forbidden::new);
    }

    /** A login that is the earlier contact goes with it, so that who has that contact next has no name here. */
    private static LoginIdentifiers with(LoginIdentifiers identifiers, PendingContact proved) {
        String value = proved.contact().value();
        LoginIdentifiers changed = proved.contact() instanceof Contact.Email
                ? identifiers.withEmail(value)
                : identifiers.withMobilePhone(value);
        boolean isLogin = proved.previous()
                .map(IdentifierKey::of)
                .filter(key -> identifiers.login().map(IdentifierKey::of).equals(Optional.of(key)))
                .isPresent();
        return isLogin ? changed.withLogin(value) : changed;
    }

    private static Optional<String> currentOf(User user, Contact kind) {
        return kind instanceof Contact.Email
                ? user.identifiers().email()
                : user.identifiers().mobilePhone();
    }

    private static Optional<Instant> retryAt(LoginState state, Instant now) {
        return state.pendingContact()
                .filter(pending -> !pending.requested().isAfter(now))
                .map(pending -> pending.requested().plus(BETWEEN_MESSAGES))
                .filter(now::isBefore);
    }

    private PasswordHash hashOf(String code) {
        try (Password plain = Password.of(code)) {
            return ports.tokenHasher().hash(plain);
        }
    }

    private boolean isRight(String code, PasswordHash hash) {
        try (Password plain = Password.of(code)) {
            return ports.tokenHasher().verify(plain, hash);
        } catch (InvalidValueException unwritable) {
            return false;
        }
    }
}
