package io.keyholder.application.internal.invitation;

import io.keyholder.application.access.Answer;
import io.keyholder.application.internal.Arguments;
import io.keyholder.application.internal.KeyedLock;
import io.keyholder.application.internal.Now;
import io.keyholder.application.internal.RandomUserIds;
import io.keyholder.application.internal.access.AssociationGuard;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.internal.change.UserEdits;
import io.keyholder.application.internal.change.UserEdits.Edited;
import io.keyholder.application.internal.invitation.InvitationDelivery.Secret;
import io.keyholder.application.internal.key.FirstKeyOfUser;
import io.keyholder.application.internal.key.FirstKeyOfUser.Claim;
import io.keyholder.application.internal.key.KeyRegistration;
import io.keyholder.application.internal.login.InvitationRedemption;
import io.keyholder.application.internal.login.RedemptionResult;
import io.keyholder.application.invitation.AcceptResult;
import io.keyholder.application.invitation.InvitationAcceptance;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationSweep;
import io.keyholder.application.invitation.Invitations;
import io.keyholder.application.invitation.InviteResult;
import io.keyholder.application.invitation.NewInvitation;
import io.keyholder.application.invitation.RevokeInvitationResult;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.invitation.InvitationState;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.Storage;
import io.keyholder.ports.audit.AuditTrail;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.InvitationRepository.Stored;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.UserRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The use cases behind {@link Invitations}. Thread-safe. */
public final class InvitationUseCases implements Invitations {
    private final UserRepository users;
    private final UserEdits edits;
    private final KeyRegistration registration;
    private final InvitationRedemption redemption;
    private final UserAccess access;
    private final AssociationGuard associations;
    private final InvitationRecords book;
    private final InvitationDelivery delivery;
    private final RandomUserIds ids;
    private final Now now;
    private final KeyedLock<IdentifierKey> underWay = new KeyedLock<>();

    public InvitationUseCases(
            Storage storage,
            Crypto crypto,
            KeyRegistration registration,
            InvitationRedemption redemption,
            UserAccess access,
            AssociationGuard associations,
            AuditTrail auditTrail,
            InvitationOptions options,
            Now now) {
        this.users = storage.users();
        this.edits = new UserEdits(storage.users());
        this.registration = registration;
        this.redemption = redemption;
        this.access = access;
        this.associations = associations;
        this.book = new InvitationRecords(storage, auditTrail, now);
        this.delivery = new InvitationDelivery(crypto, options);
        this.ids = new RandomUserIds(crypto.secretGenerator());
        this.now = now;
    }

    @Override
    public InviteResult invite(Actor actor, NewInvitation wanted) {
        Arguments.required("actor", actor);
        User draft = Arguments.required("invitation", wanted).toUser(ids.next(), now.get());
        Optional<Refusal> refusal = access.refusal(
                        actor, UserAction.INVITE, draft.id(), Optional.empty(), Optional.of(draft))
                .or(() -> access.refusalOfCreation(actor, draft));
        if (refusal.isPresent()) {
            return new InviteResult.Forbidden(refusal.get());
        }
        IdentifierKey key = IdentifierKey.of(wanted.contact().value());
        return underWay.under(key, () -> resumed(actor, wanted, key).orElseGet(() -> begin(actor, wanted, draft, key)));
    }

    @Override
    public InviteResult resend(Actor actor, UserId id) {
        Optional<User> user = users.findById(Arguments.required("user id", id));
        Optional<Refusal> refusal = access.refusal(Arguments.required("actor", actor), UserAction.INVITE, id, user);
        if (refusal.isPresent()) {
            return new InviteResult.Forbidden(refusal.get());
        }
        Optional<User> registering = user.filter(InvitationRecords::isRegistering);
        if (registering.isEmpty()) {
            return new InviteResult.NotRegistering();
        }
        Optional<Stored> latest = book.latestRenewable(id);
        Optional<Contact> contact =
                latest.map(stored -> stored.invitation().contact()).or(() -> contactOf(registering.get()));
        return contact.<InviteResult>map(to -> renew(
                        actor,
                        registering.get(),
                        latest,
                        to,
                        latest.map(stored -> stored.invitation().language()).orElse(Locale.ENGLISH.toLanguageTag()),
                        latest.map(stored -> lifeOf(stored.invitation())).orElse(Invitation.DEFAULT_LIFE)))
                .orElseGet(InviteResult.NotRegistering::new);
    }

    @Override
    public RevokeInvitationResult revoke(Actor actor, UserId id) {
        Optional<User> user = users.findById(Arguments.required("user id", id));
        Optional<Refusal> refusal = access.refusal(Arguments.required("actor", actor), UserAction.INVITE, id, user);
        if (refusal.isPresent()) {
            return new RevokeInvitationResult.Forbidden(refusal.get());
        }
        if (user.isEmpty()) {
            return new RevokeInvitationResult.Missing();
        }
        Edited<Refusal> edited = editInvitee(
                actor,
                user.get(),
                current -> current.withTokens(InvitationRedemption.withoutInvitations(current.tokens())));
        if (edited instanceof Edited.Refused<Refusal> refused) {
            return new RevokeInvitationResult.Forbidden(refused.why());
        }
        Optional<User> changed = edited.user();
        if (changed.isEmpty()) {
            return new RevokeInvitationResult.Missing();
        }
        book.settleAll(changed.get());
        return InvitationRecords.isRegistering(changed.get())
                ? new RevokeInvitationResult.Revoked()
                : new RevokeInvitationResult.AlreadyAccepted();
    }

    @Override
    public AcceptResult accept(InvitationAcceptance acceptance) {
        Arguments.required("acceptance", acceptance);
        try (FirstKeyOfUser key = new FirstKeyOfUser(acceptance.firstKey(), registration, Claim.OF_USER)) {
            RedemptionResult result =
                    redemption.redeem(acceptance.secret(), acceptance.password(), acceptance.source(), user -> {
                        key.prepare(user);
                        key.register();
                    });
            if (result instanceof RedemptionResult.Redeemed redeemed) {
                Optional<PrivateKeyHandover> handover = key.keep();
                noteAccepted(redeemed.user());
                return new AcceptResult.Accepted(redeemed.user(), handover);
            }
            return refused(result);
        }
    }

    @Override
    public Answer<List<Invitation>> open(Actor actor, InvitationPageRequest request) {
        Arguments.required("page request", request);
        return access.refusal(Arguments.required("actor", actor), UserAction.LIST)
                .<Answer<List<Invitation>>>map(Answer.Forbidden::new)
                .orElseGet(() -> new Answer.Allowed<>(book.open(request)));
    }

    @Override
    public Answer<List<Invitation>> of(Actor actor, UserId id) {
        Optional<User> user = users.findById(Arguments.required("user id", id));
        return access.refusal(Arguments.required("actor", actor), UserAction.READ, id, user)
                .<Answer<List<Invitation>>>map(Answer.Forbidden::new)
                .orElseGet(() -> new Answer.Allowed<>(book.of(id)));
    }

    @Override
    public Answer<InvitationSweep> sweep(Actor actor, Duration keepClosed) {
        Arguments.required("time to keep", keepClosed);
        return access.refusal(Arguments.required("actor", actor), UserAction.PURGE)
                .<Answer<InvitationSweep>>map(Answer.Forbidden::new)
                .orElseGet(() -> new Answer.Allowed<>(book.sweep(now.get().minus(keepClosed))));
    }

    /** What there is to continue with, or what is in the way; absent when no one is known by the contact. */
    private Optional<InviteResult> resumed(Actor actor, NewInvitation wanted, IdentifierKey key) {
        IdentifierLookup lookup = users.findByIdentifier(key);
        if (lookup instanceof IdentifierLookup.Nobody) {
            return Optional.empty();
        }
        return Optional.of(lookup.single()
                .filter(user -> isSameInvitee(user, wanted))
                .map(user -> resume(actor, user, wanted))
                .orElseGet(() -> new InviteResult.IdentifierTaken(key)));
    }

    private InviteResult resume(Actor actor, User user, NewInvitation wanted) {
        Optional<Stored> latest = book.latestRenewable(user.id());
        Optional<Refusal> refusal = refusalOfResuming(actor, user, latest, wanted.contact());
        if (refusal.isPresent()) {
            return new InviteResult.Forbidden(refusal.get());
        }
        Optional<Invitation> under = latest.map(Stored::invitation)
                .filter(invitation -> invitation.state() instanceof InvitationState.Sent)
                .filter(invitation -> invitation.isAcceptableAt(now.get()));
        return under.<InviteResult>map(invitation -> new InviteResult.AlreadyInvited(user, invitation))
                .orElseGet(() -> renew(
                        actor, user, latest, wanted.contact(), wanted.language().toLanguageTag(), wanted.life()));
    }

    /**
     * Who sends a secret to another contact than the one that was invited chooses who will stand for the data owner.
     */
    private Optional<Refusal> refusalOfResuming(Actor actor, User user, Optional<Stored> latest, Contact contact) {
        boolean isElsewhere = latest.map(stored -> stored.invitation().contact())
                .filter(invited -> !invited.equals(contact))
                .isPresent();
        return access.refusal(actor, UserAction.INVITE, user.id(), Optional.of(user))
                .or(() -> isElsewhere
                        ? access.refusal(actor, UserAction.CHANGE_ASSOCIATION, user.id(), Optional.of(user))
                        : Optional.empty());
    }

    private InviteResult begin(Actor actor, NewInvitation wanted, User draft, IdentifierKey key) {
        Optional<Refusal> refusal = access.refusalOfCreation(actor, draft).or(() -> associations.refusal(actor, draft));
        if (refusal.isPresent()) {
            return new InviteResult.Forbidden(refusal.get());
        }
        Instant created = now.get();
        InvitationId id = new InvitationId(ids.next().value());
        Secret secret = delivery.secret(draft.id(), id);
        CreateOutcome outcome = users.create(delivery.holding(draft, secret, created, wanted.life()));
        if (!(outcome instanceof CreateOutcome.Created stored)) {
            return resumed(actor, wanted, key).orElseGet(() -> new InviteResult.IdentifierTaken(key));
        }
        Invitation invitation = Invitation.pending(
                id,
                draft.id(),
                wanted.contact(),
                wanted.language().toLanguageTag(),
                created,
                created.plus(wanted.life()));
        book.begin(Optional.empty(), invitation);
        return deliver(stored.user(), invitation, secret);
    }

    /**
     * Keeps the invitation first, so that of two that do this at once one goes on; then replaces the secret, then
     * sends.
     */
    private InviteResult renew(
            Actor actor, User user, Optional<Stored> latest, Contact contact, String language, Duration life) {
        Instant created = now.get();
        Instant expires = created.plus(life);
        Invitation next = latest.map(stored -> stored.invitation().renewed(contact, created, expires))
                .orElseGet(() -> Invitation.pending(
                        new InvitationId(ids.next().value()), user.id(), contact, language, created, expires));
        if (!book.begin(latest, next)) {
            return book.find(next.id())
                    .<InviteResult>map(current -> new InviteResult.AlreadyInvited(user, current))
                    .orElseGet(InviteResult.NotRegistering::new);
        }
        Secret secret = delivery.secret(user.id(), next.id());
        Edited<Refusal> edited = editInvitee(actor, user, current -> delivery.holding(current, secret, created, life));
        if (edited instanceof Edited.Refused<Refusal> refused) {
            return new InviteResult.Forbidden(refused.why());
        }
        Optional<User> holding = edited.user();
        if (holding.filter(InvitationRecords::isRegistering).isEmpty()) {
            holding.ifPresent(book::settleAll);
            return new InviteResult.NotRegistering();
        }
        return deliver(holding.get(), next, secret);
    }

    /** Changes a user that has not accepted yet, and is judged beside the write. Another user stays as it is. */
    private Edited<Refusal> editInvitee(Actor actor, User read, UnaryOperator<User> change) {
        return edits.editJudged(
                read,
                (before, after) -> InvitationRecords.isRegistering(before)
                        ? access.refusal(actor, UserAction.INVITE, before.id(), Optional.of(before))
                        : Optional.empty(),
                current -> InvitationRecords.isRegistering(current) ? change.apply(current) : current);
    }

    private InviteResult deliver(User user, Invitation invitation, Secret secret) {
        Optional<SendFailure> failure = delivery.send(user, invitation, secret);
        Invitation noted = book.noteDelivery(invitation, failure);
        return failure.<InviteResult>map(found -> new InviteResult.NotSent(user, noted, found))
                .orElseGet(() -> new InviteResult.Sent(user, noted));
    }

    /** The user is active by now, so a store that fails here takes nothing back; a sweep notes it later. */
    private void noteAccepted(User user) {
        try {
            book.settleAll(user);
        } catch (StoreException later) {
            // The user says that it accepted; the invitation will follow.
        }
    }

    private static AcceptResult refused(RedemptionResult result) {
        if (result instanceof RedemptionResult.Refused refused) {
            return new AcceptResult.Refused(refused.reason(), refused.retryAt());
        }
        if (result instanceof RedemptionResult.PasswordRefused refused) {
            return new AcceptResult.PasswordRefused(refused.flaws());
        }
        return result instanceof RedemptionResult.Busy ? new AcceptResult.Busy() : new AcceptResult.NoLongerOpen();
    }

    private static boolean isSameInvitee(User user, NewInvitation wanted) {
        return InvitationRecords.isRegistering(user)
                && user.dataOwner().keyOwner().equals(wanted.keyOwner());
    }

    private static Duration lifeOf(Invitation invitation) {
        return Duration.between(invitation.created(), invitation.expires());
    }

    private static Optional<Contact> contactOf(User user) {
        return user.identifiers()
                .email()
                .flatMap(valid(Contact::email))
                .or(() -> user.identifiers().mobilePhone().flatMap(valid(Contact::mobilePhone)));
    }

    private static Function<String, Optional<Contact>> valid(Function<String, Contact> type) {
        return text -> {
            try {
                return Optional.of(type.apply(text));
            } catch (InvalidValueException unreachable) {
                return Optional.empty();
            }
        };
    }
}
