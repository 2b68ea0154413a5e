package io.keyholder.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.credential.CopiedText;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.GroupId;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.internal.Check;
import io.keyholder.domain.internal.Digests;
import io.keyholder.domain.internal.Removal;
import io.keyholder.domain.internal.Text;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.ContactDetails;
import io.keyholder.domain.invitation.ContactDetails.Place;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.invitation.InvitationState;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.TokenValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Value types at their bounds: what they refuse and take, how they compare, and what they show of themselves. */
class ValueBoundsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final UserId BOB = new UserId("bob");
    private static final Invitation PENDING = invitation(NOW.plusSeconds(1), 1);

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("token validity is under one second", () -> TokenValidity.seconds(0)),
                refused("token validity is not a whole", () -> new TokenValidity.Limited(Duration.ofMillis(1_500))),
                refused("token scope names no", () -> new TokenScope.Restricted(Set.of())),
                refused("token name is empty", () -> TokenValue.of(BOB, "", new byte[32])),
                refused("token secret has not 32", () -> TokenValue.of(BOB, "web", new byte[31])),
                refused("token is longer than 8192", () -> TokenValue.parse("x".repeat(8_193))),
                refused("token does not begin with", () -> TokenValue.parse("x".repeat(8_192))),
                refused("token has not 5 parts", () -> TokenValue.parse("kht1.a.b.c")),
                refused("token is mistyped", () -> TokenValue.parse("kht1.a.b.c.00000000")),
                refused("application token is empty", () -> ApplicationToken.of("")),
                refused("application token has 4097", () -> ApplicationToken.of("x".repeat(4_097))),
                refused("password hash has 1025", () -> PasswordHash.of("x".repeat(1_025))),
                refused("second-factor secret has 1025", () -> TotpSecret.of("x".repeat(1_025))),
                refused("email address has 255", () -> Contact.email("a@" + "x".repeat(253))),
                refused("email address is not one name", () -> Contact.email("@x")),
                refused("email address is not one name", () -> Contact.email("x@")),
                refused("email address is not one name", () -> Contact.email("a@b@c")),
                refused("email address holds white space", () -> Contact.email("a b@c")),
                refused("email address holds white space", () -> Contact.email("a<b@c")),
                refused("mobile phone has 5 digits", () -> Contact.mobilePhone("12345")),
                refused("mobile phone has 21 digits", () -> Contact.mobilePhone("1".repeat(21))),
                refused("mobile phone has 41", () -> Contact.mobilePhone("1".repeat(20) + " ".repeat(21))),
                refused("mobile phone holds something else", () -> Contact.mobilePhone("123456:")),
                refused("mobile phone holds something else", () -> Contact.mobilePhone("++123456")),
                refused("language of an invitation is empty", () -> language("")),
                refused("language of an invitation has 101", () -> language("x".repeat(101))),
                refused("invitation expires before", () -> invitation(NOW, 1)),
                refused("invitation was tried fewer", () -> invitation(NOW.plusSeconds(1), 0)),
                refused(
                        "invitation was accepted or revoked and cannot be sent",
                        () -> PENDING.acceptedAt(NOW).renewed(PENDING.contact(), NOW, NOW.plusSeconds(1))),
                refused(
                        "invitation was accepted or revoked and cannot be taken",
                        () -> PENDING.acceptedAt(NOW).revokedAt(NOW)),
                refused("invitation is closed, or has not", () -> PENDING.expiredAt(NOW)),
                refused(
                        "invitation is closed and stays",
                        () -> PENDING.acceptedAt(NOW).sentAt(NOW)),
                refused("invitation id is empty", () -> new InvitationId("")),
                refused("invitation id has 65", () -> new InvitationId("a".repeat(65))),
                refused("invitation id holds other", () -> new InvitationId("A")),
                refused("invitation id holds other", () -> new InvitationId("`")),
                refused("invitation id holds other", () -> new InvitationId("{")),
                refused("invitation id holds other", () -> new InvitationId("/")),
                refused("invitation id holds other", () -> new InvitationId(":")),
                refused("data owner id has 513", () -> new DataOwnerId("x".repeat(513))),
                refused("group id has 513", () -> new GroupId("x".repeat(513))),
                refused("login identifier has 321", () -> IdentifierKey.of("x".repeat(321))),
                refused("login identifier holds no visible", () -> new IdentifierKey("")),
                refused("identifier key is not in its folded", () -> new IdentifierKey("BOB")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatCannotBe(String problem, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(InvalidValueException.class).hasMessageStartingWith(problem);
    }

    @Test
    void takesEachBoundItself() {
        assertThat(TokenValidity.seconds(1)).isEqualTo(new TokenValidity.Limited(Duration.ofSeconds(1)));
        assertThat(PasswordHash.of("x".repeat(1_024)).encoded()).hasSize(1_024);
        assertThat(Contact.email("a@" + "x".repeat(252)).value()).hasSize(254);
        assertThat(Contact.mobilePhone("123456").value()).hasSize(6);
        assertThat(Contact.mobilePhone("+0-9.1/2(3)4 56789012345678").value()).startsWith("+0");
        assertThat(new InvitationId("az09-" + "a".repeat(59)).value()).hasSize(64);
        assertThat(invitation(NOW.plusNanos(1), 1).expires()).isAfter(NOW);
        assertThat(language("x".repeat(100)).language()).hasSize(100);
    }

    @Test
    void tokensCoverFromTheirCreationToTheMomentBeforeTheirEnd() {
        TokenValidity minute = TokenValidity.seconds(60);
        assertThat(minute.covers(NOW, NOW)).isTrue();
        assertThat(minute.covers(NOW, NOW.plusSeconds(60).minusNanos(1))).isTrue();
        assertThat(minute.covers(NOW, NOW.plusSeconds(60))).isFalse();
        assertThat(minute.covers(NOW, NOW.minusNanos(1))).isFalse();
        assertThat(minute.covers(NOW, NOW.minusSeconds(5), Duration.ofSeconds(5)))
                .isTrue();
        assertThat(minute.covers(NOW, NOW.minusSeconds(5).minusNanos(1), Duration.ofSeconds(5)))
                .isFalse();
        assertThat(TokenValidity.unlimited().covers(NOW, Instant.MAX)).isTrue();
        assertThat(TokenValidity.seconds(600).isShortLived()).isTrue();
        assertThat(TokenValidity.seconds(601).isShortLived()).isFalse();
        assertThat(TokenValidity.unlimited().isShortLived()).isFalse();
    }

    @Test
    void aRevokedTokenStaysRevokedAndIsOfNoUse() {
        AuthenticationToken token = AuthenticationToken.of(PasswordHash.of("{x}"), NOW, TokenValidity.unlimited());
        AuthenticationToken revoked = token.revokedAt(NOW);
        assertThat(token.isUsableAt(NOW)).isTrue();
        assertThat(token.isUsableAt(NOW, Duration.ZERO)).isTrue();
        assertThat(revoked.isUsableAt(NOW)).isFalse();
        assertThat(revoked.isUsableAt(NOW, Duration.ZERO)).isFalse();
        assertThat(revoked.revokedAt(NOW.plusSeconds(1)).revoked()).contains(NOW);
        TokenScope scope = new TokenScope.Restricted(Set.of(PermissionType.HCP));
        assertThat(token.withScope(scope).scope()).isEqualTo(scope);
    }

    @Test
    void aScopeIsWithinOneThatAllowsAllOfIt() {
        TokenScope all = TokenScope.unrestricted();
        TokenScope one = new TokenScope.Restricted(Set.of(PermissionType.HCP));
        TokenScope two = new TokenScope.Restricted(Set.of(PermissionType.HCP, PermissionType.ADMIN));
        assertThat(List.of(one.isWithin(two), one.isWithin(all), one.isWithin(one), all.isWithin(all)))
                .containsOnly(true);
        assertThat(List.of(two.isWithin(one), all.isWithin(two))).containsOnly(false);
        assertThat(List.of(all.allows(PermissionType.ADMIN), one.allows(PermissionType.HCP)))
                .containsOnly(true);
        assertThat(one.allows(PermissionType.ADMIN)).isFalse();
    }

    @Test
    void aTokenNamesItsUserAndItselfAndIsReadBack() {
        TokenValue value = TokenValue.of(BOB, "web", new byte[32]);
        assertThat(TokenValue.parse(" " + value.reveal() + "\n"))
                .isEqualTo(value)
                .hasSameHashCodeAs(value);
        assertThat(value).isNotEqualTo(TokenValue.of(BOB, "app", new byte[32])).isNotEqualTo("kht1");
        assertThat(List.of(value.name(), value.user().value())).containsExactly("web", "bob");
        assertThat(value.asPassword()).isEqualTo(Password.of(value.reveal()));
        assertThat(TokenValue.looksLikeOne(value.reveal())).isTrue();
        assertThat(TokenValue.looksLikeOne("kht1." + "x".repeat(8_187))).isTrue();
        assertThat(TokenValue.looksLikeOne("kht1." + "x".repeat(8_188))).isFalse();
        assertThat(TokenValue.looksLikeOne("kht2.")).isFalse();
    }

    @Test
    void secretsAreEqualByTheirText() {
        assertThat(ApplicationToken.of("a")).isEqualTo(ApplicationToken.of("a")).isNotEqualTo(ApplicationToken.of("b"));
        assertThat(ApplicationToken.of("a"))
                .hasSameHashCodeAs(ApplicationToken.of("a"))
                .isNotEqualTo("a");
        assertThat(ApplicationToken.of("a").hashCode())
                .isNotEqualTo(ApplicationToken.of("b").hashCode());
        assertThat(PasswordHash.of("a")).isEqualTo(PasswordHash.of("a")).isNotEqualTo(PasswordHash.of("b"));
        assertThat(PasswordHash.of("a").hashCode())
                .isNotEqualTo(PasswordHash.of("b").hashCode());
        assertThat(TotpSecret.of("a")).isEqualTo(TotpSecret.of("a")).isNotEqualTo(TotpSecret.of("b"));
        assertThat(TotpSecret.of("a").hashCode())
                .isNotEqualTo(TotpSecret.of("b").hashCode());
        assertThat(Password.of("a")).hasSameHashCodeAs(Password.of("b")).isNotEqualTo("a");
        assertThat(Password.of("a").isEmpty()).isFalse();
    }

    @Test
    void passwordsHaveAComposedAndADecomposedForm() {
        Password composed = Password.of("\u00e9");
        Password decomposed = Password.of("e\u0301");
        assertThat(decomposed.composed()).isEqualTo(composed);
        assertThat(composed.composed()).isEqualTo(composed);
        assertThat(composed.equivalent()).contains(decomposed);
        assertThat(decomposed.equivalent()).contains(composed);
        assertThat(Password.of("ascii").equivalent()).isEmpty();
        assertThat(Password.of("\u00e9".repeat(32_768)).equivalent()).isPresent();
        assertThat(Password.of("\u00e9".repeat(32_769)).equivalent()).isEmpty();
    }

    static Stream<Arguments> shown() {
        return Stream.of(
                Arguments.of(PasswordHash.of("x"), "PasswordHash[hidden]"),
                Arguments.of(TotpSecret.of("x"), "TotpSecret[hidden]"),
                Arguments.of(Password.of("x"), "Password[hidden]"),
                Arguments.of(ApplicationToken.of("x"), "ApplicationToken[hidden]"),
                Arguments.of(TokenValue.of(BOB, "web", new byte[32]), "TokenValue[hidden]"),
                Arguments.of(Contact.email("a@b"), "Email[hidden]"),
                Arguments.of(Contact.mobilePhone("123456"), "MobilePhone[hidden]"),
                Arguments.of(ContactDetails.NONE, "ContactDetails[hidden]"),
                Arguments.of(PENDING, "Invitation[i, Pending[]]"),
                Arguments.of(new InvitationId("i"), "i"),
                Arguments.of(new DataOwnerId("h"), "h"),
                Arguments.of(new GroupId("g"), "g"),
                Arguments.of(BOB, "bob"),
                Arguments.of(IdentifierKey.of("Bob"), "IdentifierKey['bob']"));
    }

    @ParameterizedTest
    @MethodSource("shown")
    void showsNoSecret(Object value, String shown) {
        assertThat(value).hasToString(shown);
    }

    @Test
    void ordersIdsByTheirText() {
        assertThat(new DataOwnerId("a")).isLessThan(new DataOwnerId("b")).isEqualByComparingTo(new DataOwnerId("a"));
        assertThat(new InvitationId("a")).isLessThan(new InvitationId("b"));
        assertThat(new UserId("a")).isLessThan(new UserId("b"));
    }

    @Test
    void anInvitationGoesThroughItsStates() {
        assertThat(PENDING.isAcceptableAt(NOW)).isTrue();
        assertThat(PENDING.isAcceptableAt(PENDING.expires())).isFalse();
        assertThat(PENDING.isOverdueAt(PENDING.expires())).isTrue();
        assertThat(PENDING.isOverdueAt(NOW)).isFalse();
        assertThat(PENDING.acceptedAt(NOW).isAcceptableAt(NOW)).isFalse();
        assertThat(PENDING.acceptedAt(NOW).isOverdueAt(PENDING.expires())).isFalse();
        assertThat(PENDING.revokedAt(NOW).isRenewable()).isFalse();
        assertThat(PENDING.expiredAt(PENDING.expires()).isRenewable()).isTrue();
        assertThat(PENDING.renewed(PENDING.contact(), NOW, NOW.plusSeconds(9)).attempts())
                .isEqualTo(2);
        assertThat(invitation(NOW.plusSeconds(1), Integer.MAX_VALUE)
                        .renewed(PENDING.contact(), NOW, NOW.plusSeconds(9))
                        .attempts())
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(PENDING.sentAt(NOW).state()).isEqualTo(new InvitationState.Sent(NOW));
    }

    @Test
    void prefersHomeAndEmail() {
        ContactDetails details = ContactDetails.NONE
                .with(Place.WORK, Contact.email("w@x"))
                .with(Place.HOME, Contact.mobilePhone("123456"))
                .with(Place.HOME, Contact.email("h@x"));
        assertThat(details.preferred()).contains(Contact.email("h@x"));
        assertThat(ContactDetails.NONE.preferred()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a, 1, true",
        "f, 1, true",
        "0, 1, true",
        "9, 1, true",
        "g, 1, false",
        "`, 1, false",
        "/, 1, false",
        "':', 1, false",
        "A, 1, false",
        "ab, 1, false",
        "a, 2, false"
    })
    void knowsHexDigits(String text, int digits, boolean isHex) {
        assertThat(Text.isHex(text, digits)).isEqualTo(isHex);
    }

    @Test
    void quotesOnOneLine() {
        assertThat(Text.quote("a b")).isEqualTo("'a b'");
        assertThat(Text.quote("a\nb\u200b")).isEqualTo("'a\\u{a}b\\u{200b}'");
        assertThat(Text.quote("x".repeat(60))).isEqualTo("'" + "x".repeat(60) + "'");
        assertThat(Text.quote("x".repeat(61))).isEqualTo("'" + "x".repeat(60) + "…'");
    }

    @Test
    void knowsWholeSurrogatePairs() {
        assertThat(List.of("", "a", "\ud83d\ude00", "a\ud83d\ude00b")).allMatch(Text::isWellFormed);
        assertThat(List.of("\ud83d", "\ude00", "\ude00\ud83d", "a\ud83db", "\ud83d\ude00\ud83d"))
                .noneMatch(Text::isWellFormed);
    }

    @Test
    void aDeletionAtZeroMovesToTheNextMillisecond() {
        Instant next = Instant.EPOCH.plusMillis(1);
        assertThat(Removal.kept(Optional.of(Instant.EPOCH))).contains(next);
        assertThat(Removal.kept(Optional.of(Instant.EPOCH.plusNanos(999_999)))).contains(next);
        assertThat(Removal.kept(Optional.of(Instant.EPOCH.minusNanos(999_999)))).contains(next);
        assertThat(Removal.kept(Optional.of(next))).contains(next);
        assertThat(Removal.kept(Optional.of(Instant.EPOCH.minusMillis(1)))).contains(Instant.EPOCH.minusMillis(1));
        assertThat(Removal.kept(Optional.empty())).isEmpty();
    }

    /** {@code printf abc | sha256sum}, and test case 2 of RFC 4231. */
    @Test
    void digestsAsOthersDo() {
        assertThat(Digests.sha256Hex("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Digests.hmacSha256Hex("Jefe", "what do ya want for nothing?"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void checksOneRuleInOneWording() {
        assertThat(Check.text("x", "ab", 2)).isEqualTo("ab");
        assertThatThrownBy(() -> Check.text("x", "abc", 2)).hasMessage("x has 3 characters, more than the 2 allowed");
        assertThatThrownBy(() -> Check.that(false, "x", "is wrong")).hasMessage("x is wrong");
        assertThatThrownBy(() -> Check.list(List.of(1)).add(2)).isInstanceOf(UnsupportedOperationException.class);
    }

    /** The bounds of the ranges that are folded: full width, Braille, variation selectors. */
    @ParameterizedTest
    @CsvSource({
        "'\uff01', !", "'\uff5e', ~", "'\uff00', '\uff00'", "'\uff5f', '\uff5f'", "'a\ufe00b', AB", "'a\ufe0fb', AB",
        "'a\udb40\udd00b', AB", "'a\udb40\uddefb', AB", "'a\u2800b', AB", "'a-b', AB", "'a\u2212b', AB", "'{', '{'",
        "'`', '`'", "z, Z", "'\u0665', 5"
    })
    void foldsCodesThatWereCopied(String typed, String code) {
        assertThat(CopiedText.code(typed)).isEqualTo(code);
    }

    @Test
    void keepsCaseAndDashesOfUnbrokenText() {
        assertThat(CopiedText.unbroken(" a-B \u200b\u2011c\n")).isEqualTo("a-B-c");
        assertThat(CopiedText.spaced("a\u00a0b\u2011\u200bc")).containsExactly('a', ' ', 'b', '-', 'c');
        assertThat(CopiedText.spaced("\ud83d\ude00")).containsExactly('\ud83d', '\ude00');
    }

    private static Arguments refused(String problem, ThrowingCallable making) {
        return Arguments.of(problem, making);
    }

    private static Invitation invitation(Instant expires, int attempts) {
        return new Invitation(
                new InvitationId("i"),
                BOB,
                Contact.email("bob@example.org"),
                "en",
                NOW,
                expires,
                attempts,
                new InvitationState.Pending());
    }

    private static Invitation language(String language) {
        return Invitation.pending(
                new InvitationId("i"), BOB, Contact.email("bob@example.org"), language, NOW, NOW.plusSeconds(1));
    }
}
