package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.login.SecurityChange;
import io.keyholder.domain.login.Sessions;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditEvent.InvitationChanged.InvitationChange;
import io.keyholder.ports.audit.AuditEvent.KeyChanged.KeyChange;
import io.keyholder.ports.audit.AuditEvent.PasswordSet.Origin;
import io.keyholder.ports.audit.AuditEvent.SecondFactorChanged.FactorChange;
import io.keyholder.ports.audit.AuditEvent.TokenChanged.TokenChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for audit events; what comes from outside is any text, half of a surrogate pair included. */
public final class AuditEventArbitraries {
    private static final int MAX_TEXT_LENGTH = 1_000;

    private AuditEventArbitraries() {}

    /** Any event. */
    public static Arbitrary<AuditEvent> auditEvents() {
        Arbitrary<AuditEvent> events = Choice.<AuditEvent>of(1, accepted())
                .or(2, refused())
                .or(1, passwordSet())
                .or(1, factorChanged())
                .or(2, tokenChanged())
                .or(1, actionRefused())
                .or(1, invitationChanged())
                .or(1, userChanged())
                .or(1, keyChanged())
                .or(1, usersRead())
                .or(1, sessionsEnded())
                .or(1, noticeSent())
                .arbitrary();
        return Combinators.combine(events, Choice.optional(50, users()))
                .as((event, actor) -> event.actor().isPresent() ? event : event.by(actor))
                .withoutEdgeCases();
    }

    private static Arbitrary<AuditEvent> noticeSent() {
        return Combinators.combine(
                        moments(),
                        users(),
                        Arbitraries.of(SecurityChange.class),
                        Choice.optional(50, Arbitraries.of(SendFailure.class)))
                .<AuditEvent>as(AuditEvent.NoticeSent::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<AuditEvent> sessionsEnded() {
        return Combinators.combine(
                        moments(),
                        users(),
                        Choice.optional(50, LoginStateArbitraries.sessionIds()),
                        Arbitraries.integers().between(0, Sessions.MOST))
                .<AuditEvent>as(AuditEvent.SessionsEnded::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<AuditEvent> usersRead() {
        return Combinators.combine(
                        moments(),
                        Choice.optional(50, users()),
                        Arbitraries.of(UserAction.LIST, UserAction.EXPORT_PERSON))
                .<AuditEvent>as(AuditEvent.UsersRead::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<AuditEvent> accepted() {
        return Combinators.combine(moments(), users(), Arbitraries.of(ProofStrength.class), sources())
                .<AuditEvent>as(AuditEvent.LoginAccepted::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<AuditEvent> refused() {
        return Combinators.combine(
                        moments(), Choice.optional(70, users()), Arbitraries.of(RefusalReason.class), sources())
                .<AuditEvent>as(AuditEvent.LoginRefused::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<AuditEvent> passwordSet() {
        return Combinators.combine(moments(), users(), Arbitraries.of(Origin.class))
                .<AuditEvent>as(AuditEvent.PasswordSet::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<AuditEvent> factorChanged() {
        return Combinators.combine(moments(), users(), Arbitraries.of(FactorChange.class))
                .<AuditEvent>as(AuditEvent.SecondFactorChanged::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<AuditEvent> tokenChanged() {
        return Combinators.combine(moments(), users(), outsideText(), Arbitraries.of(TokenChange.class))
                .<AuditEvent>as(AuditEvent.TokenChanged::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<AuditEvent> actionRefused() {
        return Combinators.combine(
                        moments(),
                        Choice.optional(70, users()),
                        Choice.optional(70, users()),
                        Arbitraries.of(UserAction.class),
                        Arbitraries.of(Refusal.Reason.class))
                .<AuditEvent>as(AuditEvent.ActionRefused::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<AuditEvent> invitationChanged() {
        return Combinators.combine(
                        moments(),
                        users(),
                        InvitationArbitraries.invitationIds(),
                        Arbitraries.of(InvitationChange.class))
                .<AuditEvent>as(AuditEvent.InvitationChanged::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<AuditEvent> keyChanged() {
        return Combinators.combine(moments(), KeyArbitraries.registeredKeys(), Arbitraries.of(KeyChange.class))
                .<AuditEvent>as((at, key, change) -> new AuditEvent.KeyChanged(
                        at, key.owner(), key.publicKey().fingerprint().sha256(), change))
                .withoutEdgeCases();
    }

    private static Arbitrary<AuditEvent> userChanged() {
        return Combinators.combine(
                        moments(),
                        users(),
                        Arbitraries.of(UserEvent.Kind.class).set().ofMinSize(1))
                .<AuditEvent>as(AuditEvent.UserChanged::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<Instant> moments() {
        return InstantArbitraries.instants();
    }

    private static Arbitrary<UserId> users() {
        return UserIdArbitraries.userIds();
    }

    private static Arbitrary<Optional<String>> sources() {
        return Choice.optional(80, outsideText());
    }

    private static Arbitrary<String> outsideText() {
        Arbitrary<String> anyUnits = Arbitraries.chars()
                .range(Character.MIN_VALUE, Character.MAX_VALUE)
                .list()
                .ofMaxSize(20)
                .map(AuditEventArbitraries::joined)
                .withoutEdgeCases();
        return Choice.of(2, TextArbitraries.anyText(MAX_TEXT_LENGTH))
                .or(1, anyUnits)
                .arbitrary();
    }

    private static String joined(List<Character> units) {
        StringBuilder text = new StringBuilder();
        units.forEach(text::append);
        return text.toString();
    }
}
