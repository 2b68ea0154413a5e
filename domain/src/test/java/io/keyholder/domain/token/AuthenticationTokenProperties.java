package io.keyholder.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.permission.PermissionType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class AuthenticationTokenProperties {
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final PasswordHash HASH = PasswordHash.of("{h}");

    @Property
    void isUsableFromItsCreationUntilJustBeforeItsEnd(@ForAll @LongRange(min = 1, max = 1L << 40) long seconds) {
        AuthenticationToken token = AuthenticationToken.of(HASH, CREATED, TokenValidity.seconds(seconds));
        Instant end = CREATED.plusSeconds(seconds);
        assertThat(token.isUsableAt(CREATED.minusNanos(1))).isFalse();
        assertThat(token.isUsableAt(CREATED)).isTrue();
        assertThat(token.isUsableAt(end.minusNanos(1))).isTrue();
        assertThat(token.isUsableAt(end)).isFalse();
        assertThat(token.validity().isShortLived()).isEqualTo(seconds <= 600);
    }

    /** Two hosts whose clocks differ: the leeway is for the beginning only. */
    @Property
    void aLeewayMovesTheBeginningAndNeverTheEnd(
            @ForAll @LongRange(min = 1, max = 1L << 40) long seconds,
            @ForAll @LongRange(max = 600) long leewaySeconds) {
        AuthenticationToken token = AuthenticationToken.of(HASH, CREATED, TokenValidity.seconds(seconds));
        Duration leeway = Duration.ofSeconds(leewaySeconds);
        assertThat(token.isUsableAt(CREATED.minus(leeway), leeway)).isTrue();
        assertThat(token.isUsableAt(CREATED.minus(leeway).minusNanos(1), leeway))
                .isFalse();
        assertThat(token.isUsableAt(CREATED.plusSeconds(seconds).minusNanos(1), leeway))
                .isTrue();
        assertThat(token.isUsableAt(CREATED.plusSeconds(seconds), leeway)).isFalse();
        assertThat(token.revokedAt(CREATED).isUsableAt(CREATED, leeway)).isFalse();
    }

    @Example
    void neverOverflows() {
        AuthenticationToken token = AuthenticationToken.of(HASH, Instant.MIN, TokenValidity.seconds(Long.MAX_VALUE));
        assertThat(token.isUsableAt(Instant.MAX)).isTrue();
    }

    @Property
    void isNeverUsableOnceRevoked(@ForAll @LongRange(min = -100_000, max = 100_000) long offset) {
        AuthenticationToken revoked =
                AuthenticationToken.of(HASH, CREATED, TokenValidity.unlimited()).revokedAt(CREATED.plusSeconds(5));
        assertThat(revoked.isUsableAt(CREATED.plusSeconds(offset))).isFalse();
        assertThat(revoked.revokedAt(CREATED.plusSeconds(9)).revoked()).contains(CREATED.plusSeconds(5));
    }

    @Example
    void unlimitedMeansUntilRevokedButNotBeforeCreation() {
        AuthenticationToken token = AuthenticationToken.of(HASH, CREATED, TokenValidity.unlimited());
        assertThat(token.isUsableAt(Instant.MAX)).isTrue();
        assertThat(token.isUsableAt(CREATED.minusNanos(1))).isFalse();
        assertThat(token.validity().isShortLived()).isFalse();
    }

    @Example
    void refusesLivesThatAreNoWholePositiveSeconds() {
        assertThatThrownBy(() -> TokenValidity.seconds(0)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> TokenValidity.seconds(-1)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new TokenValidity.Limited(Duration.ofMillis(1500)))
                .isInstanceOf(InvalidValueException.class);
    }

    @Example
    void scopeNarrowsAndAnEmptyOneCannotBeBuilt() {
        TokenScope scope = new TokenScope.Restricted(Set.of(PermissionType.PATIENT_VIEW));
        assertThat(scope.allows(PermissionType.PATIENT_VIEW)).isTrue();
        assertThat(scope.allows(PermissionType.ADMIN)).isFalse();
        assertThat(TokenScope.unrestricted().allows(PermissionType.ADMIN)).isTrue();
        assertThatThrownBy(() -> new TokenScope.Restricted(Set.of())).isInstanceOf(InvalidValueException.class);
    }

    @Example
    void revokingAllLeavesNoLegacyTokenEither() {
        Tokens tokens = new Tokens(
                Map.of("web", AuthenticationToken.of(HASH, CREATED, TokenValidity.unlimited())),
                Map.of("lab", ApplicationToken.of("clear")));
        Tokens revoked = tokens.allRevokedAt(CREATED);
        assertThat(revoked.application()).isEmpty();
        assertThat(revoked.named("web").orElseThrow().isUsableAt(CREATED)).isFalse();
        assertThat(tokens.without("web").named("web")).isEmpty();
        assertThat(tokens.withoutApplication("lab").application()).isEmpty();
        assertThat(tokens.with("new", revoked.named("web").orElseThrow()).authentication())
                .containsOnlyKeys("web", "new");
    }
}
