package io.keyholder.application.internal.invitation;

import io.keyholder.application.internal.Now;
import io.keyholder.application.internal.change.Races;
import io.keyholder.application.internal.change.Races.Attempt;
import io.keyholder.application.invitation.InvitationSweep;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.invitation.InvitationState;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.Storage;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditEvent.InvitationChanged.InvitationChange;
import io.keyholder.ports.audit.AuditTrail;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.InvitationRepository.Stored;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The invitations that are kept, each of which follows its user: where the two disagree after a crash, the next look
 * brings the invitation into line. Every change goes to the audit trail. Thread-safe.
 */
final class InvitationRecords {
    /** So many lost races in a row mean that something writes the same all the time. */
    private static final int PAGE_SIZE = PageRequest.MAX_LIMIT / 10;

    private final InvitationRepository invitations;
    private final UserRepository users;
    private final AuditTrail audit;
    private final Now now;

    InvitationRecords(Storage storage, AuditTrail audit, Now now) {
        this.invitations = storage.invitations();
        this.users = storage.users();
        this.audit = audit;
        this.now = now;
    }

    /** Whether this user can accept an invitation. */
    static boolean isRegistering(User user) {
        return !user.isDeleted() && user.lifecycle().status().equals(Optional.of(UserStatus.REGISTERING));
    }

    /** Keeps a pending invitation, a new one or in the place of this one; false when someone else was faster. */
    boolean begin(Optional<Stored> previous, Invitation next) {
        boolean kept = invitations.compareAndSet(previous.map(Stored::revision), next);
        if (kept) {
            note(next, InvitationChange.CREATED);
        }
        return kept;
    }

    Optional<Invitation> find(InvitationId id) {
        return invitations.find(id).map(Stored::invitation);
    }

    /** Those of a user, open and closed, in ascending order of id. */
    List<Invitation> of(UserId user) {
        return plain(invitations.findByUser(user));
    }

    List<Invitation> open(InvitationPageRequest request) {
        return plain(invitations.open(request));
    }

    /** An open one before an expired one, a later one before an earlier one. */
    Optional<Stored> latestRenewable(UserId user) {
        Comparator<Stored> isOpen =
                Comparator.comparing(stored -> stored.invitation().state().isOpen());
        return invitations.findByUser(user).stream()
                .filter(stored -> stored.invitation().isRenewable())
                .max(isOpen.thenComparing(stored -> stored.invitation().created()));
    }

    /** Notes what became of the message of this attempt, unless there was another attempt since. */
    Invitation noteDelivery(Invitation sent, Optional<SendFailure> failure) {
        Instant when = now.get();
        Invitation noted = change(
                sent,
                current -> current.state().isOpen() && current.attempts() == sent.attempts(),
                current -> failure.map(found -> current.failedAt(when, found)).orElseGet(() -> current.sentAt(when)));
        note(noted, failure.isPresent() ? InvitationChange.NOT_SENT : InvitationChange.SENT);
        return noted;
    }

    /** Lets the invitations of a user follow it. */
    void settleAll(User user) {
        invitations.findByUser(user.id()).stream()
                .filter(stored -> stored.invitation().isRenewable())
                .forEach(stored -> settle(stored, Optional.of(user)));
    }

    /** Lets all open invitations follow their users, and forgets those that were closed before. */
    InvitationSweep sweep(Instant forgetBefore) {
        long settled = 0;
        InvitationPageRequest request = InvitationPageRequest.first(PAGE_SIZE);
        List<Stored> page = invitations.open(request);
        while (!page.isEmpty()) {
            for (Stored stored : page) {
                settled += settle(stored, users.findById(stored.invitation().user())) ? 1 : 0;
            }
            request = request.next(page);
            page = invitations.open(request);
        }
        return new InvitationSweep(settled, invitations.removeClosedBefore(forgetBefore));
    }

    /** Lets an invitation follow its user. A change at the same time wins. */
    private boolean settle(Stored stored, Optional<User> user) {
        Invitation invitation = stored.invitation();
        Instant when = now.get();
        Optional<Invitation> next = settled(invitation, user, when);
        boolean changed = next.isPresent() && invitations.compareAndSet(Optional.of(stored.revision()), next.get());
        if (changed) {
            note(next.get(), changeOf(next.get().state()));
        }
        return changed;
    }

    private static Optional<Invitation> settled(Invitation invitation, Optional<User> user, Instant when) {
        boolean registering = user.filter(InvitationRecords::isRegistering).isPresent();
        boolean acceptable = registering
                && user.get()
                        .tokens()
                        .named(InvitationDelivery.tokenName(invitation.id()))
                        .isPresent();
        if (acceptable) {
            return invitation.isOverdueAt(when) ? Optional.of(invitation.expiredAt(when)) : Optional.empty();
        }
        boolean accepted =
                !registering && user.filter(known -> !known.isDeleted()).isPresent();
        if (accepted) {
            return invitation.state().isOpen() ? Optional.of(invitation.acceptedAt(when)) : Optional.empty();
        }
        return invitation.isRenewable() ? Optional.of(invitation.revokedAt(when)) : Optional.empty();
    }

    private static InvitationChange changeOf(InvitationState state) {
        if (state instanceof InvitationState.Accepted) {
            return InvitationChange.ACCEPTED;
        }
        return state instanceof InvitationState.Expired ? InvitationChange.EXPIRED : InvitationChange.REVOKED;
    }

    /** Changes an invitation as long as the condition holds, and returns it as it is then. */
    private Invitation change(Invitation known, Predicate<Invitation> condition, UnaryOperator<Invitation> change) {
        return Races.untilWon("invitation", known, last -> {
            Optional<Stored> stored = invitations.find(known.id());
            Invitation current = stored.map(Stored::invitation).orElse(last);
            if (stored.isEmpty() || !condition.test(current)) {
                return new Attempt.Done<>(current);
            }
            Invitation next = change.apply(current);
            return invitations.compareAndSet(stored.map(Stored::revision), next)
                    ? new Attempt.Done<>(next)
                    : new Attempt.Lost<>(current);
        });
    }

    private void note(Invitation invitation, InvitationChange change) {
        audit.record(new AuditEvent.InvitationChanged(now.get(), invitation.user(), invitation.id(), change));
    }

    private static List<Invitation> plain(List<Stored> stored) {
        return stored.stream().map(Stored::invitation).toList();
    }
}
