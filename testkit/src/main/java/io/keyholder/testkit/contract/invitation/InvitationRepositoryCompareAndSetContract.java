package io.keyholder.testkit.contract.invitation;

import static io.keyholder.testkit.internal.TestInvitations.NOW;
import static io.keyholder.testkit.internal.TestInvitations.id;
import static io.keyholder.testkit.internal.TestInvitations.pending;
import static io.keyholder.testkit.internal.TestInvitations.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.InvitationRepository.Stored;
import io.keyholder.testkit.arbitraries.InvitationArbitraries;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.internal.Samples;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link InvitationRepository#compareAndSet} and the ways to find one promise to one caller. */
@Promise(
        of = InvitationRepository.class,
        value = "when the invitation is at another revision, or exists though none was expected, "
                + "or the other way round")
public interface InvitationRepositoryCompareAndSetContract extends StoreContract {
    @Test
    @Promise(of = InvitationRepository.class, value = "The invitation of this id; absent when there is none.")
    default void keepsNoInvitationAtFirst(InvitationRepository invitations) {
        assertThat(invitations.find(id("mary"))).isEmpty();
        assertThat(invitations.findByUser(new UserId("mary"))).isEmpty();
    }

    @Test
    @Promise(
            of = InvitationRepository.class,
            value = "Puts next in the place of the invitation of its id at revision expected, or of "
                    + "none when that is absent.")
    default void keepsAnInvitationWhereNoneWas(InvitationRepository invitations) {
        assertThat(invitations.compareAndSet(Optional.empty(), pending("mary"))).isTrue();
        assertThat(invitations.find(id("mary"))).map(Stored::invitation).contains(pending("mary"));
    }

    @Test
    @Promise(
            of = InvitationRepository.class,
            value = "Puts next in the place of the invitation of its id at revision expected, or of "
                    + "none when that is absent.")
    default void replacesAnInvitationAtItsRevision(InvitationRepository invitations) {
        Stored before = stored(invitations, pending("mary"));
        assertThat(invitations.compareAndSet(
                        Optional.of(before.revision()), before.invitation().sentAt(NOW)))
                .isTrue();
        assertThat(invitations.find(id("mary")))
                .map(Stored::invitation)
                .contains(pending("mary").sentAt(NOW));
    }

    @Test
    default void refusesAnInvitationWhereOneIsAndNoneWasExpected(InvitationRepository invitations) {
        Stored before = stored(invitations, pending("mary"));
        assertThat(invitations.compareAndSet(Optional.empty(), pending("mary").sentAt(NOW)))
                .isFalse();
        assertThat(invitations.find(id("mary"))).contains(before);
    }

    @Test
    default void refusesAnInvitationWhereNoneIsAndOneWasExpected(InvitationRepository invitations) {
        Stored other = stored(invitations, pending("john"));
        assertThat(invitations.compareAndSet(Optional.of(other.revision()), pending("mary")))
                .isFalse();
        assertThat(invitations.find(id("mary"))).isEmpty();
    }

    @Test
    default void refusesAnEarlierRevisionOfAnInvitation(InvitationRepository invitations) {
        Stored earlier = stored(invitations, pending("mary"));
        Stored current = stored(invitations, pending("mary").sentAt(NOW));
        assertThat(invitations.compareAndSet(
                        Optional.of(earlier.revision()), pending("mary").revokedAt(NOW)))
                .isFalse();
        assertThat(invitations.find(id("mary"))).contains(current);
    }

    @Test
    default void refusesRevisionsOfInvitationsThatItNeverGave(InvitationRepository invitations) {
        Stored current = stored(invitations, pending("mary"));
        assertThat(List.of("0", "x", "\u0000", "'; DROP TABLE invitations; --", "-1"))
                .allSatisfy(foreign -> {
                    assertThat(invitations.compareAndSet(
                                    Optional.of(new Revision(foreign)),
                                    pending("mary").sentAt(NOW)))
                            .isFalse();
                    assertThat(invitations.find(id("mary"))).contains(current);
                });
    }

    @Test
    @Promise(of = InvitationRepository.class, value = "to be named when replacing it; never used again once replaced")
    default void neverUsesARevisionOfAnInvitationAgain(InvitationRepository invitations) {
        Set<Revision> revisions = new HashSet<>();
        for (int change = 0; change < 30; change++) {
            assertThat(revisions.add(stored(invitations, pending("mary")).revision()))
                    .isTrue();
            if (change % 7 == 0) {
                invitations.removeOf(new UserId("mary"));
            }
        }
    }

    @Test
    @Promise(
            of = InvitationRepository.class,
            value = "The invitations of this user, open and closed, in ascending order of id; empty "
                    + "when there is none.")
    default void findsTheInvitationsOfAUserInOrder(InvitationRepository invitations) {
        Stored second = stored(invitations, pending("b", "mary").revokedAt(NOW));
        stored(invitations, pending("a0", "maryann"));
        Stored first = stored(invitations, pending("a", "mary"));
        assertThat(invitations.findByUser(new UserId("mary"))).containsExactly(first, second);
        assertThat(invitations.findByUser(new UserId("Mary"))).isEmpty();
    }

    @Test
    @Promise(of = InvitationRepository.class, value = "Forgets all invitations of a user, because it was purged.")
    default void forgetsTheInvitationsOfAUserAndNoOther(InvitationRepository invitations) {
        Stored before = stored(invitations, pending("a", "mary"));
        stored(invitations, pending("b", "mary").acceptedAt(NOW));
        Stored other = stored(invitations, pending("c", "maryann"));
        invitations.removeOf(new UserId("mary"));
        invitations.removeOf(new UserId("mary"));
        assertThat(invitations.findByUser(new UserId("mary"))).isEmpty();
        assertThat(invitations.find(id("a"))).isEmpty();
        assertThat(invitations.find(id("c"))).contains(other);
        assertThat(invitations.compareAndSet(Optional.of(before.revision()), pending("a", "mary")))
                .isFalse();
    }

    @Test
    @Promise(
            of = InvitationRepository.class,
            value = "Implementations MUST be thread-safe, also against other instances over the same "
                    + "data, atomic, durable and current")
    default void givesBackAnyInvitationAsItWas(InvitationRepository invitations) {
        for (Invitation invitation : Samples.of(InvitationArbitraries.invitations(), 80)) {
            Stored stored = stored(invitations, invitation);
            assertThat(stored.invitation()).isEqualTo(invitation);
            assertThat(invitations.findByUser(invitation.user())).contains(stored);
        }
    }
}
