package io.keyholder.domain.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class InvitationTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = NOW.plus(Invitation.DEFAULT_LIFE);
    private static final Contact OTHER = Contact.mobilePhone("123456");
    private static final Invitation PENDING = Invitation.pending(
            new InvitationId("i"), new UserId("mary"), Contact.email("mary@example.org"), "en", NOW, END);

    private static final List<Invitation> OPEN = List.of(PENDING, send(PENDING), fail(PENDING));
    private static final Invitation ACCEPTED = accept(PENDING);
    private static final Invitation REVOKED = revoke(PENDING);
    private static final Invitation EXPIRED = expire(PENDING);

    @Test
    void livesFortyEightHoursByDefault() {
        assertThat(Invitation.DEFAULT_LIFE).isEqualTo(Duration.ofDays(2));
    }

    @Test
    void anOpenOneMayBecomeAnything() {
        assertThat(OPEN).allSatisfy(open -> {
            assertThat(open.state().isOpen()).isTrue();
            assertThat(send(open).state()).isEqualTo(new InvitationState.Sent(NOW));
            assertThat(fail(open).state()).isEqualTo(new InvitationState.Failed(NOW, SendFailure.TIMED_OUT));
            assertThat(accept(open).state().closedAt()).contains(NOW);
            assertThat(revoke(open).state().closedAt()).contains(NOW);
            assertThat(expire(open).state().closedAt()).contains(END);
            assertThat(renew(open).state()).isEqualTo(new InvitationState.Pending());
        });
    }

    @Test
    void anAcceptedOrRevokedOneStaysSo() {
        for (UnaryOperator<Invitation> change : List.<UnaryOperator<Invitation>>of(
                InvitationTest::send,
                InvitationTest::fail,
                InvitationTest::accept,
                InvitationTest::revoke,
                InvitationTest::expire,
                InvitationTest::renew)) {
            assertThatThrownBy(() -> change.apply(ACCEPTED)).isInstanceOf(InvalidValueException.class);
            assertThatThrownBy(() -> change.apply(REVOKED)).isInstanceOf(InvalidValueException.class);
        }
    }

    @Test
    void anExpiredOneMayBeSentAgainOrTakenBackOnly() {
        for (UnaryOperator<Invitation> change : List.<UnaryOperator<Invitation>>of(
                InvitationTest::send, InvitationTest::fail, InvitationTest::accept, InvitationTest::expire)) {
            assertThatThrownBy(() -> change.apply(EXPIRED)).isInstanceOf(InvalidValueException.class);
        }
        assertThat(renew(EXPIRED).state().isOpen()).isTrue();
        assertThat(revoke(EXPIRED).isRenewable()).isFalse();
    }

    @Test
    void isAcceptableUntilItsLastMoment() {
        assertThat(OPEN).allSatisfy(open -> {
            assertThat(open.isAcceptableAt(END.minusNanos(1))).isTrue();
            assertThat(open.isAcceptableAt(END)).isFalse();
            assertThat(open.isOverdueAt(END.minusNanos(1))).isFalse();
            assertThat(open.isOverdueAt(END)).isTrue();
        });
        assertThat(List.of(ACCEPTED, REVOKED, EXPIRED)).allSatisfy(closed -> {
            assertThat(closed.isAcceptableAt(NOW)).isFalse();
            assertThat(closed.isOverdueAt(END)).isFalse();
        });
        assertThatThrownBy(() -> PENDING.expiredAt(END.minusNanos(1))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void beginsAnewWhenSentAgain() {
        Invitation renewed = fail(PENDING).renewed(OTHER, END, END.plusSeconds(60));
        assertThat(renewed)
                .isEqualTo(new Invitation(
                        PENDING.id(),
                        PENDING.user(),
                        OTHER,
                        "en",
                        END,
                        END.plusSeconds(60),
                        2,
                        new InvitationState.Pending()));
    }

    @Test
    void countsAttemptsNoFurtherThanCanBeCounted() {
        Invitation often = new Invitation(
                PENDING.id(), PENDING.user(), OTHER, "en", NOW, END, Integer.MAX_VALUE, new InvitationState.Pending());
        assertThat(renew(often).attempts()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void refusesALifeThatEndsBeforeItBegins() {
        assertThatThrownBy(() -> PENDING.renewed(OTHER, NOW, NOW)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Invitation(
                        PENDING.id(), PENDING.user(), OTHER, "en", NOW, END, 0, new InvitationState.Pending()))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void showsNoContactInText() {
        assertThat(PENDING.toString()).doesNotContain("mary").contains("i");
    }

    @Test
    void hasAnIdThatFitsEverywhere() {
        assertThat(new InvitationId("a").compareTo(new InvitationId("b"))).isNegative();
        for (String wrong : List.of("", "A", "a/b", "..", "_a", "a b", "z".repeat(65))) {
            assertThatThrownBy(() -> new InvitationId(wrong)).isInstanceOf(InvalidValueException.class);
        }
    }

    private static Invitation send(Invitation invitation) {
        return invitation.sentAt(NOW);
    }

    private static Invitation fail(Invitation invitation) {
        return invitation.failedAt(NOW, SendFailure.TIMED_OUT);
    }

    private static Invitation accept(Invitation invitation) {
        return invitation.acceptedAt(NOW);
    }

    private static Invitation revoke(Invitation invitation) {
        return invitation.revokedAt(NOW);
    }

    private static Invitation expire(Invitation invitation) {
        return invitation.expiredAt(END);
    }

    private static Invitation renew(Invitation invitation) {
        return invitation.renewed(OTHER, NOW, NOW.plusSeconds(1));
    }
}
