package io.keyholder.testkit.contract.fault;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.testkit.ModelInvitations;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.contract.invitation.InvitationRepositoryCompareAndSetContract;
import io.keyholder.testkit.contract.invitation.InvitationRepositoryInstancesContract;
import io.keyholder.testkit.contract.invitation.InvitationRepositoryPagingContract;
import io.keyholder.testkit.internal.ModelStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Repositories of invitations that break one clause each. */
final class InvitationFaults {
    private InvitationFaults() {}

    static List<StoreFault> all() {
        Class<?> compareAndSet = InvitationRepositoryCompareAndSetContract.class;
        Class<?> instances = InvitationRepositoryInstancesContract.class;
        Class<?> paging = InvitationRepositoryPagingContract.class;
        return List.of(
                StoreFault.ofInvitations(
                        "FailsToFindTheUninvited",
                        compareAndSet,
                        FailsToFindTheUninvited::new,
                        "keepsNoInvitationAtFirst"),
                StoreFault.ofInvitations(
                        "KeepsOneLanguage",
                        compareAndSet,
                        KeepsOneLanguage::new,
                        "keepsAnInvitationWhereNoneWas",
                        "replacesAnInvitationAtItsRevision",
                        "givesBackAnyInvitationAsItWas"),
                StoreFault.ofInvitations(
                        "TakesZeroForAnyInvitation",
                        compareAndSet,
                        TakesZeroForAnyInvitation::new,
                        "refusesRevisionsOfInvitationsThatItNeverGave"),
                StoreFault.ofInvitations(
                        "KeepsTheInvitationThatItReplaces",
                        compareAndSet,
                        KeepsTheInvitationThatItReplaces::new,
                        "replacesAnInvitationAtItsRevision"),
                StoreFault.of(
                        "GivesInvitationsAnew",
                        instances,
                        InvitationFaults::givingThemAnew,
                        "givesTheSameInvitationsEachTime"),
                StoreFault.of(
                        "BringsForgottenInvitationsBack",
                        instances,
                        () -> reopening(new BringsForgottenInvitationsBack(), BringsForgottenInvitationsBack::reopened),
                        "keepsForgottenInvitationsForgottenAfterReopening"),
                StoreFault.of(
                        "CountsInvitationRevisionsFromOne",
                        instances,
                        () -> reopening(new CountsFromOne(), CountsFromOne::reopened),
                        "neverUsesARevisionOfAnInvitationAgainAfterReopening"),
                StoreFault.of(
                        "ListsItsOwnOnly",
                        instances,
                        InvitationFaults::listingTheirOwn,
                        "showsEachInstanceTheInvitationsOfTheOther"),
                StoreFault.ofInvitations("ForgetsAHundredAtMost", paging, ForgetsAHundredAtMost::new, "forgetsMany"),
                StoreFault.ofInvitations(
                        "ForgetsWhatWasEverClosed", paging, ForgetsWhatWasEverClosed::new, "keepsWhatWasSentAgain"),
                StoreFault.ofInvitations(
                        "ListsNothingThatWasEverClosed",
                        paging,
                        ListsNothingThatWasEverClosed::new,
                        "listsAnInvitationNoMoreOnceItIsClosedAndAgainOnceItIsRenewed"),
                StoreFault.ofInvitations(
                        "FailsToListNone", paging, FailsToListNone::new, "listsNothingWhenNobodyWasInvited"),
                StoreFault.ofInvitations(
                        "LosesItsPlaceWithTheInvitation",
                        paging,
                        LosesItsPlaceWithTheInvitation::new,
                        "pagesOnAfterAnInvitationThatIsGone"),
                StoreFault.ofInvitations(
                        "OrdersWithoutDashes", paging, OrdersWithoutDashes::new, "pagesThroughOpenInvitationsInOrder"),
                StoreFault.ofInvitations(
                        "PagesThroughWhatWasOpenAtFirst",
                        paging,
                        PagesThroughWhatWasOpenAtFirst::new,
                        "showsEveryInvitationThatIsOpenThroughoutOnce"));
    }

    private static StorageSandbox givingThemAnew() {
        InvitationRepository shared = new ModelInvitations();
        return ModelStorage.opening(() -> new UserFaults.Delegating(ModelStorage.of(shared)) {
            @Override
            public InvitationRepository invitations() {
                return new OneOfManyViews(super.invitations());
            }
        });
    }

    private static StorageSandbox listingTheirOwn() {
        InvitationRepository shared = new ModelInvitations();
        return ModelStorage.opening(() -> ModelStorage.of(new ListsItsOwnOnly(shared)));
    }

    /** Invitations to which something happens when the store is opened again. */
    private static <T extends ModelInvitations> StorageSandbox reopening(T invitations, Consumer<T> again) {
        return StoreFault.reopening(() -> ModelStorage.of(invitations), () -> again.accept(invitations));
    }

    /** Another object over the same invitations. */
    private static class OneOfManyViews implements InvitationRepository {
        private final InvitationRepository invitations;

        OneOfManyViews(InvitationRepository invitations) {
            this.invitations = invitations;
        }

        @Override
        public Optional<Stored> find(InvitationId id) {
            return invitations.find(id);
        }

        @Override
        public List<Stored> findByUser(UserId user) {
            return invitations.findByUser(user);
        }

        @Override
        public boolean compareAndSet(Optional<Revision> expected, Invitation next) {
            return invitations.compareAndSet(expected, next);
        }

        @Override
        public List<Stored> open(InvitationPageRequest request) {
            return invitations.open(request);
        }

        @Override
        public void removeOf(UserId user) {
            invitations.removeOf(user);
        }

        @Override
        public long removeClosedBefore(Instant moment) {
            return invitations.removeClosedBefore(moment);
        }
    }

    /** One of several instances over the same invitations. */
    private static final class ListsItsOwnOnly extends OneOfManyViews {
        private final Set<InvitationId> own = new HashSet<>();

        ListsItsOwnOnly(InvitationRepository invitations) {
            super(invitations);
        }

        @Override
        public boolean compareAndSet(Optional<Revision> expected, Invitation next) {
            synchronized (own) {
                own.add(next.id());
            }
            return super.compareAndSet(expected, next);
        }

        @Override
        public List<Stored> open(InvitationPageRequest request) {
            return super.open(request).stream()
                    .filter(stored -> own.contains(stored.invitation().id()))
                    .toList();
        }
    }

    private static final class FailsToFindTheUninvited extends ModelInvitations {
        @Override
        public synchronized List<Stored> findByUser(UserId user) {
            if (rows.isEmpty()) {
                throw new IllegalStateException("nobody was invited");
            }
            return super.findByUser(user);
        }
    }

    private static final class KeepsOneLanguage extends ModelInvitations {
        @Override
        public Invitation kept(Invitation next) {
            return new Invitation(
                    next.id(),
                    next.user(),
                    next.contact(),
                    "fr",
                    next.created(),
                    next.expires(),
                    next.attempts(),
                    next.state());
        }
    }

    private static final class TakesZeroForAnyInvitation extends ModelInvitations {
        @Override
        public boolean isAsExpected(Optional<Stored> current, Optional<Revision> expected) {
            return (current.isPresent()
                            && expected.filter(new Revision("0")::equals).isPresent())
                    || super.isAsExpected(current, expected);
        }
    }

    private static final class KeepsTheInvitationThatItReplaces extends ModelInvitations {
        @Override
        public synchronized boolean compareAndSet(Optional<Revision> expected, Invitation next) {
            Invitation kept = find(next.id())
                    .map(Stored::invitation)
                    .filter(before -> before.contact().equals(next.contact()))
                    .orElse(next);
            return super.compareAndSet(expected, kept);
        }
    }

    private static final class BringsForgottenInvitationsBack extends ModelInvitations {
        private final Map<InvitationId, Stored> forgotten = new HashMap<>();

        @Override
        public synchronized void removeOf(UserId user) {
            findByUser(user).forEach(stored -> forgotten.put(stored.invitation().id(), stored));
            super.removeOf(user);
        }

        void reopened() {
            rows.putAll(forgotten);
        }
    }

    private static final class CountsFromOne extends ModelInvitations {
        private long last;

        @Override
        public Revision nextRevision(Invitation next) {
            last++;
            return new Revision(Long.toString(last));
        }

        void reopened() {
            last = 0;
        }
    }

    private static final class ForgetsAHundredAtMost extends ModelInvitations {
        private int left;

        @Override
        public synchronized long removeClosedBefore(Instant moment) {
            left = 100;
            return super.removeClosedBefore(moment);
        }

        @Override
        public boolean isSwept(Invitation invitation, Instant moment) {
            return super.isSwept(invitation, moment) && left-- > 0;
        }
    }

    private static final class ForgetsWhatWasEverClosed extends ModelInvitations {
        private final Map<InvitationId, Invitation> closed = new HashMap<>();

        @Override
        public void put(Invitation next) {
            if (!next.state().isOpen()) {
                closed.put(next.id(), next);
            }
            super.put(next);
        }

        @Override
        public boolean isSwept(Invitation invitation, Instant moment) {
            return super.isSwept(closed.getOrDefault(invitation.id(), invitation), moment);
        }
    }

    private static final class ListsNothingThatWasEverClosed extends ModelInvitations {
        private final Set<InvitationId> closed = new HashSet<>();

        @Override
        public void put(Invitation next) {
            if (!next.state().isOpen()) {
                closed.add(next.id());
            }
            super.put(next);
        }

        @Override
        public boolean isListed(Invitation invitation) {
            return super.isListed(invitation) && !closed.contains(invitation.id());
        }
    }

    private static final class FailsToListNone extends ModelInvitations {
        @Override
        public synchronized List<Stored> open(InvitationPageRequest request) {
            if (rows.isEmpty()) {
                throw new IllegalStateException("nobody was invited");
            }
            return super.open(request);
        }
    }

    private static final class LosesItsPlaceWithTheInvitation extends ModelInvitations {
        @Override
        public synchronized List<Stored> open(InvitationPageRequest request) {
            boolean isGone =
                    request.after().filter(last -> find(last).isEmpty()).isPresent();
            return isGone ? List.of() : super.open(request);
        }
    }

    private static final class OrdersWithoutDashes extends ModelInvitations {
        @Override
        public synchronized List<Stored> open(InvitationPageRequest request) {
            return rows.values().stream()
                    .filter(stored -> isListed(stored.invitation()))
                    .sorted(Comparator.comparing(
                            stored -> sortedAs(stored.invitation().id())))
                    .filter(stored -> request.after()
                            .filter(last -> sortedAs(stored.invitation().id()).compareTo(sortedAs(last)) <= 0)
                            .isEmpty())
                    .limit(request.limit())
                    .toList();
        }

        private static String sortedAs(InvitationId id) {
            return id.value().replace('-', '~');
        }
    }

    private static final class PagesThroughWhatWasOpenAtFirst extends ModelInvitations {
        private final List<Stored> atFirst = new ArrayList<>();

        @Override
        public synchronized List<Stored> open(InvitationPageRequest request) {
            if (request.after().isEmpty()) {
                atFirst.clear();
                atFirst.addAll(super.open(InvitationPageRequest.first(1_000)));
            }
            Stream<Stored> rest = atFirst.stream()
                    .filter(stored -> request.after()
                            .filter(last -> stored.invitation().id().compareTo(last) <= 0)
                            .isEmpty());
            return atFirst.isEmpty()
                    ? super.open(request)
                    : rest.limit(request.limit()).toList();
        }
    }
}
