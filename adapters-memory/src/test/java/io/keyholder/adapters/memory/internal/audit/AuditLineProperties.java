package io.keyholder.adapters.memory.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditEvent.PasswordSet.Origin;
import io.keyholder.ports.audit.AuditEvent.SecondFactorChanged.FactorChange;
import io.keyholder.ports.audit.AuditEvent.TokenChanged.TokenChange;
import io.keyholder.testkit.arbitraries.AuditEventArbitraries;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AuditLineProperties {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final UserId MARY = new UserId("mary");

    /** Bare words of our own, and quoted text without a bare quote, backslash or dollar sign. */
    private static final Pattern PAIRS = Pattern.compile(
            "event=[a-z-]+ at=[-+0-9T:.Z]+( [a-z]+=([a-z0-9,-]+|\"([^\"\\\\$]|\\\\u\\{[0-9a-f]+})*\"))*");

    @Property(tries = 1_000)
    void anyEventIsOneLineOfPairs(@ForAll("events") AuditEvent event) {
        String line = AuditLine.of(event);
        assertThat(line).matches(PAIRS);
        assertThat(line.codePoints()).allMatch(AuditLineProperties::isVisible);
        assertThat(line).hasSizeLessThan(10_000);
    }

    @Provide
    Arbitrary<AuditEvent> events() {
        return AuditEventArbitraries.auditEvents();
    }

    @Example
    void escapesEveryCharacterThatCouldForgeALine() {
        IntStream.of('\r', '\n', 0x1b, 0x7f, 0x85, 0x2028, 0x2029, 0x202e, 0xfeff, 0, '"', '\\', '$', 0xd800)
                .forEach(codePoint -> assertThat(refusedFrom(Character.toString(codePoint)))
                        .endsWith(" source=\"\\u{" + Integer.toHexString(codePoint) + "}\""));
    }

    @Example
    void keepsWhatPeopleCanRead() {
        assertThat(refusedFrom("192.0.2.1 Zoë 日本語 'x' a=b {}")).endsWith(" source=\"192.0.2.1 Zoë 日本語 'x' a=b {}\"");
    }

    @Example
    void aForgedEventStaysWithinItsQuotes() {
        assertThat(refusedFrom("x\" event=login-accepted user=\"root\r\nevent=login-accepted"))
                .isEqualTo("event=login-refused at=2026-01-01T00:00:00Z reason=wrong-credential source=\"x\\u{22}"
                        + " event=login-accepted user=\\u{22}root\\u{d}\\u{a}event=login-accepted\"");
    }

    @Example
    void shortensWhatIsTooLong() {
        assertThat(refusedFrom("x".repeat(256))).endsWith("=\"" + "x".repeat(256) + "\"");
        assertThat(refusedFrom("x".repeat(10_000_000))).endsWith("=\"" + "x".repeat(256) + "…\"");
    }

    @Example
    void tellsAllThatAnEventHolds() {
        assertThat(List.of(
                        AuditLine.of(new AuditEvent.LoginAccepted(
                                NOW, MARY, ProofStrength.TWO_FACTORS, Optional.of("192.0.2.1"))),
                        AuditLine.of(new AuditEvent.LoginRefused(
                                NOW, Optional.of(MARY), RefusalReason.PAUSED, Optional.empty())),
                        AuditLine.of(new AuditEvent.PasswordSet(NOW, MARY, Origin.HASH_UPGRADED)),
                        AuditLine.of(new AuditEvent.SecondFactorChanged(NOW, MARY, FactorChange.RECOVERY_CODE_USED)),
                        AuditLine.of(new AuditEvent.TokenChanged(NOW, MARY, "phone", TokenChange.REVOKED))))
                .containsExactly(
                        "event=login-accepted at=2026-01-01T00:00:00Z user=\"mary\" strength=two-factors source=\"192.0.2.1\"",
                        "event=login-refused at=2026-01-01T00:00:00Z user=\"mary\" reason=paused",
                        "event=password-set at=2026-01-01T00:00:00Z user=\"mary\" origin=hash-upgraded",
                        "event=second-factor-changed at=2026-01-01T00:00:00Z user=\"mary\" change=recovery-code-used",
                        "event=token-changed at=2026-01-01T00:00:00Z user=\"mary\" change=revoked token=\"phone\"");
    }

    private static String refusedFrom(String source) {
        return AuditLine.of(new AuditEvent.LoginRefused(
                NOW, Optional.empty(), RefusalReason.WRONG_CREDENTIAL, Optional.of(source)));
    }

    private static boolean isVisible(int codePoint) {
        return codePoint == ' '
                || !(Character.isISOControl(codePoint)
                        || Character.isSpaceChar(codePoint)
                        || Character.isWhitespace(codePoint)
                        || Character.getType(codePoint) == Character.FORMAT
                        || Character.getType(codePoint) == Character.SURROGATE);
    }
}
