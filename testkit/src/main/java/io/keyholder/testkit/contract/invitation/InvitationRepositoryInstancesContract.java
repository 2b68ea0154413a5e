package io.keyholder.testkit.contract.invitation;

import static io.keyholder.testkit.internal.TestInvitations.NOW;
import static io.keyholder.testkit.internal.TestInvitations.accepted;
import static io.keyholder.testkit.internal.TestInvitations.id;
import static io.keyholder.testkit.internal.TestInvitations.openIds;
import static io.keyholder.testkit.internal.TestInvitations.pending;
import static io.keyholder.testkit.internal.TestInvitations.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.InvitationRepository.Stored;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.testkit.arbitraries.InvitationArbitraries;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.Race;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.contract.StoreUnderTest;
import io.keyholder.testkit.internal.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * That instances over the same invitations behave as one, also when callers race (SECURITY case 15), that what was
 * answered is there after opening again, and what closing means.
 */
@Promise(
        of = InvitationRepository.class,
        value = "Implementations MUST be thread-safe, also against other instances over the same "
                + "data, atomic, durable and current")
public interface InvitationRepositoryInstancesContract extends StoreContract {
    /** How many callers take part in each race. */
    int CALLERS = 8;

    @Test
    default void showsEachInstanceTheInvitationsOfTheOther(StoreUnderTest store) {
        InvitationRepository one = store.first().invitations();
        InvitationRepository other = store.second().invitations();
        Stored first = stored(one, pending("mary"));
        assertThat(other.find(id("mary"))).contains(first);
        assertThat(openIds(other, 10)).containsExactly("mary");
        assertThat(other.compareAndSet(Optional.of(first.revision()), accepted("mary")))
                .isTrue();
        assertThat(one.find(id("mary"))).map(Stored::invitation).contains(accepted("mary"));
        assertThat(openIds(one, 10)).isEmpty();
        assertThat(one.compareAndSet(
                        Optional.of(first.revision()), pending("mary").revokedAt(NOW)))
                .isFalse();
    }

    @Test
    default void oneOfManyRacingChangesOfAnInvitationWins(StoreUnderTest store) {
        for (int round = 0; round < 10; round++) {
            Revision common =
                    stored(store.first().invitations(), pending("mary")).revision();
            List<Boolean> won = Race.between(
                    CALLERS,
                    caller -> invitationsOf(store, caller)
                            .compareAndSet(Optional.of(common), pending("mary").sentAt(NOW.plusSeconds(caller))));
            assertThat(won).containsOnlyOnce(true);
            assertThat(store.second().invitations().find(id("mary")))
                    .map(Stored::invitation)
                    .contains(pending("mary").sentAt(NOW.plusSeconds(won.indexOf(true))));
        }
    }

    @Test
    default void oneOfManyRacingFirstInvitationsOfAnIdWins(StoreUnderTest store) {
        for (int round = 0; round < 10; round++) {
            Invitation invitation = pending("mary-" + round);
            List<Boolean> won = Race.between(
                    CALLERS, caller -> invitationsOf(store, caller).compareAndSet(Optional.empty(), invitation));
            assertThat(won).containsOnlyOnce(true);
        }
    }

    @Test
    @Promise(
            of = InvitationRepository.class,
            value = "Open ones MUST stay, and so MUST one that is sent again meanwhile.")
    default void aSweepNeverForgetsAnInvitationThatIsRenewedMeanwhile(StoreUnderTest store) {
        for (int round = 0; round < 10; round++) {
            Invitation expired = pending("mary-" + round).expiredAt(NOW.plusSeconds(1_000_000));
            Revision common = stored(store.first().invitations(), expired).revision();
            List<Boolean> won = Race.between(2, caller -> {
                if (caller == 0) {
                    store.second().invitations().removeClosedBefore(NOW.plusSeconds(2_000_000));
                    return false;
                }
                return store.first()
                        .invitations()
                        .compareAndSet(
                                Optional.of(common),
                                expired.renewed(expired.contact(), NOW, NOW.plus(Invitation.DEFAULT_LIFE)));
            });
            assertThat(store.first().invitations().find(expired.id()).isPresent())
                    .isEqualTo(won.get(1));
        }
    }

    @Test
    default void findsEveryInvitationAgainAfterReopening(StoreUnderTest store) {
        Map<Invitation, Stored> expected = new HashMap<>();
        for (Invitation invitation : Samples.of(InvitationArbitraries.invitations(), 50)) {
            expected.values().removeIf(stored -> stored.invitation().id().equals(invitation.id()));
            expected.put(invitation, stored(store.first().invitations(), invitation));
        }
        store.reopen();
        expected.forEach((invitation, stored) ->
                assertThat(store.first().invitations().find(invitation.id())).contains(stored));
    }

    @Test
    default void keepsForgottenInvitationsForgottenAfterReopening(StoreUnderTest store) {
        stored(store.first().invitations(), pending("mary"));
        stored(store.first().invitations(), accepted("john", NOW.minusSeconds(1)));
        store.first().invitations().removeOf(new UserId("mary"));
        store.first().invitations().removeClosedBefore(NOW);
        store.reopen();
        assertThat(store.first().invitations().find(id("mary"))).isEmpty();
        assertThat(store.first().invitations().find(id("john"))).isEmpty();
    }

    @Test
    @Promise(of = InvitationRepository.class, value = "to be named when replacing it; never used again once replaced")
    default void neverUsesARevisionOfAnInvitationAgainAfterReopening(StoreUnderTest store) {
        Revision before = stored(store.first().invitations(), pending("mary")).revision();
        store.first().invitations().removeOf(new UserId("mary"));
        store.reopen();
        assertThat(stored(store.first().invitations(), pending("mary")).revision())
                .isNotEqualTo(before);
    }

    @Test
    @Promise(of = Storage.class, value = "the same object each time")
    default void givesTheSameInvitationsEachTime(StoreUnderTest store) {
        assertThat(store.first().invitations()).isSameAs(store.first().invitations());
    }

    @Test
    @Promise(of = Storage.class, value = "every method of every port of this store MUST throw a")
    default void refusesEveryUseOfItsInvitationsAfterClosing(StoreUnderTest store) {
        InvitationRepository invitations = store.first().invitations();
        Stored stored = stored(invitations, pending("mary"));
        store.first().close();
        List<ThrowingCallable> uses = List.of(
                () -> invitations.find(id("mary")),
                () -> invitations.findByUser(new UserId("mary")),
                () -> invitations.compareAndSet(Optional.of(stored.revision()), accepted("mary")),
                () -> invitations.compareAndSet(Optional.empty(), pending("john")),
                () -> invitations.open(InvitationPageRequest.first(1)),
                () -> invitations.removeOf(new UserId("mary")),
                () -> invitations.removeClosedBefore(NOW));
        assertThat(uses).allSatisfy(use -> assertThatThrownBy(use).isInstanceOf(StoreException.class));
    }

    private static InvitationRepository invitationsOf(StoreUnderTest store, int caller) {
        return (caller % 2 == 0 ? store.first() : store.second()).invitations();
    }
}
