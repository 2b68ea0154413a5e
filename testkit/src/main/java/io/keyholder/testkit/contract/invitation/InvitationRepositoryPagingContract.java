package io.keyholder.testkit.contract.invitation;

import static io.keyholder.testkit.internal.TestInvitations.NOW;
import static io.keyholder.testkit.internal.TestInvitations.accepted;
import static io.keyholder.testkit.internal.TestInvitations.id;
import static io.keyholder.testkit.internal.TestInvitations.openIds;
import static io.keyholder.testkit.internal.TestInvitations.pending;
import static io.keyholder.testkit.internal.TestInvitations.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.InvitationRepository.Stored;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link InvitationRepository#open} and {@link InvitationRepository#removeClosedBefore} promise. */
@Promise(
        of = InvitationRepository.class,
        value = "open invitations in ascending order of id that come after request.after(), "
                + "those included that are too late and were not called expired yet.")
public interface InvitationRepositoryPagingContract extends StoreContract {
    @Test
    default void listsNothingWhenNobodyWasInvited(InvitationRepository invitations) {
        assertThat(invitations.open(InvitationPageRequest.first(10))).isEmpty();
    }

    @Test
    default void listsOpenInvitationsOnly(InvitationRepository invitations) {
        stored(invitations, pending("pending"));
        stored(invitations, pending("sent").sentAt(NOW));
        stored(invitations, pending("failed").failedAt(NOW, SendFailure.UNREACHABLE));
        stored(invitations, accepted("accepted"));
        stored(invitations, pending("revoked").revokedAt(NOW));
        stored(invitations, pending("expired").expiredAt(NOW.plusSeconds(1_000_000)));
        assertThat(openIds(invitations, 10)).containsExactly("failed", "pending", "sent");
    }

    @Test
    default void listsAnInvitationNoMoreOnceItIsClosedAndAgainOnceItIsRenewed(InvitationRepository invitations) {
        stored(invitations, pending("mary"));
        stored(invitations, pending("mary").expiredAt(NOW.plusSeconds(1_000_000)));
        assertThat(openIds(invitations, 10)).isEmpty();
        stored(invitations, pending("mary"));
        assertThat(openIds(invitations, 10)).containsExactly("mary");
    }

    @Test
    default void pagesThroughOpenInvitationsInOrder(InvitationRepository invitations) {
        for (String name : List.of("z", "a-", "0", "a0", "-", "aa", "a")) {
            stored(invitations, pending(name, "user-" + name));
        }
        for (int size = 1; size <= 8; size++) {
            assertThat(openIds(invitations, size)).containsExactly("-", "0", "a", "a-", "a0", "aa", "z");
        }
    }

    @Test
    default void pagesOnAfterAnInvitationThatIsGone(InvitationRepository invitations) {
        stored(invitations, pending("a"));
        stored(invitations, pending("c"));
        assertThat(invitations.open(InvitationPageRequest.after(id("b"), 10)))
                .extracting(stored -> stored.invitation().id().value())
                .containsExactly("c");
    }

    @Test
    default void aPageSkipsClosedInvitationsRatherThanEndThere(InvitationRepository invitations) {
        for (int number = 0; number < 30; number++) {
            String name = String.format(Locale.ROOT, "i%02d", number);
            stored(invitations, number % 10 == 9 ? pending(name) : accepted(name));
        }
        assertThat(openIds(invitations, 2)).containsExactly("i09", "i19", "i29");
    }

    @Test
    @Promise(
            of = InvitationRepository.class,
            value = "Paging through to an empty page MUST show every invitation exactly once that is "
                    + "open throughout")
    default void showsEveryInvitationThatIsOpenThroughoutOnce(InvitationRepository invitations) {
        for (int number = 10; number < 30; number++) {
            stored(invitations, pending("i" + number));
        }
        List<Stored> first = invitations.open(InvitationPageRequest.first(5));
        stored(invitations, accepted("i12"));
        stored(invitations, accepted("i16"));
        stored(invitations, pending("a0"));
        InvitationId last = first.get(first.size() - 1).invitation().id();
        assertThat(invitations.open(InvitationPageRequest.after(last, 100)))
                .extracting(stored -> stored.invitation().id().value())
                .containsExactly(
                        "i15", "i17", "i18", "i19", "i20", "i21", "i22", "i23", "i24", "i25", "i26", "i27", "i28",
                        "i29");
    }

    @Test
    @Promise(of = InvitationRepository.class, value = "Forgets invitations that were closed before moment.")
    default void forgetsWhatWasClosedBefore(InvitationRepository invitations) {
        stored(invitations, accepted("before", NOW.minusNanos(1)));
        stored(invitations, pending("before-too").revokedAt(NOW.minusSeconds(1)));
        assertThat(invitations.removeClosedBefore(NOW)).isEqualTo(2);
        assertThat(invitations.find(id("before"))).isEmpty();
        assertThat(invitations.find(id("before-too"))).isEmpty();
    }

    @Test
    @Promise(
            of = InvitationRepository.class,
            value = "Open ones MUST stay, and so MUST one that is sent again meanwhile.")
    default void keepsWhatWasClosedThenOrLaterAndWhatIsOpen(InvitationRepository invitations) {
        stored(invitations, accepted("then", NOW));
        stored(invitations, accepted("later", NOW.plusNanos(1)));
        stored(invitations, pending("open"));
        stored(invitations, pending("sent").sentAt(NOW.minusSeconds(1_000)));
        assertThat(invitations.removeClosedBefore(NOW)).isZero();
        assertThat(List.of("then", "later", "open", "sent"))
                .allSatisfy(name -> assertThat(invitations.find(id(name))).isPresent());
    }

    @Test
    @Promise(
            of = InvitationRepository.class,
            value = "Open ones MUST stay, and so MUST one that is sent again meanwhile.")
    default void keepsWhatWasSentAgain(InvitationRepository invitations) {
        stored(invitations, accepted("mary", NOW.minusSeconds(5)));
        stored(invitations, pending("mary"));
        assertThat(invitations.removeClosedBefore(NOW)).isZero();
        assertThat(invitations.find(id("mary"))).isPresent();
    }

    @Test
    @Promise(of = InvitationRepository.class, value = "how many were forgotten")
    default void forgetsMany(InvitationRepository invitations) {
        for (int number = 0; number < 120; number++) {
            invitations.compareAndSet(Optional.empty(), accepted("i" + number, NOW.minusSeconds(number + 1)));
        }
        assertThat(invitations.removeClosedBefore(NOW)).isEqualTo(120);
        assertThat(invitations.removeClosedBefore(NOW)).isZero();
    }
}
