package io.keyholder.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;

class ActorProperties {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final User ADA = User.of(
                    new UserId("ada"), LoginIdentifiers.login("ada"), Lifecycle.startingAt(NOW, UserStatus.ACTIVE))
            .withCredentials(credentialsWith("first"));

    @Property
    void theTextOfAnActorIsTheActor(
            @ForAll ProofStrength strength,
            @ForAll("types") Set<PermissionType> types,
            @ForAll Optional<Duration> life,
            @ForAll @NotBlank @StringLength(max = 40) String token) {
        User user = withToken(token, "hash");
        TokenScope scope = types.isEmpty() ? TokenScope.unrestricted() : new TokenScope.Restricted(types);
        Optional<Instant> until = life.map(duration -> NOW.plusSeconds(Math.floorMod(duration.toSeconds(), 1_000_000)));
        for (Optional<String> by : Set.of(Optional.<String>empty(), Optional.of(token))) {
            Actor.LoggedIn actor = Actor.LoggedIn.by(user, strength, scope, until, by, NOW);
            assertThat(Actor.LoggedIn.decode(actor.encode())).isEqualTo(actor);
            assertThat(actor.isBoundTo(user, NOW)).isTrue();
        }
    }

    @Provide
    Arbitrary<Set<PermissionType>> types() {
        return Arbitraries.of(PermissionType.ADMIN, PermissionType.HCP, PermissionType.of("a.own:type-1"))
                .set()
                .ofMaxSize(3);
    }

    /** Whatever replaces the credential ends the actor; what leaves it alone does not. */
    @Property
    void anActorEndsWithItsCredentialOnly(@ForAll @NotBlank @StringLength(max = 40) String token) {
        User user = withToken(token, "hash");
        Actor.LoggedIn byPassword = by(user, Optional.empty());
        Actor.LoggedIn byToken = by(user, Optional.of(token));

        User reset = user.withCredentials(credentialsWith("second"));
        assertThat(byPassword.isBoundTo(reset, NOW)).isFalse();
        assertThat(byToken.isBoundTo(reset, NOW)).isTrue();
        assertThat(byPassword.reboundTo(reset).isBoundTo(reset, NOW)).isTrue();
        assertThat(byToken.reboundTo(reset)).isEqualTo(byToken);

        User revoked = user.withTokens(user.tokens().allRevokedAt(NOW));
        assertThat(byToken.isBoundTo(revoked, NOW)).isFalse();
        assertThat(byPassword.isBoundTo(revoked, NOW)).isTrue();
        assertThat(byToken.isBoundTo(user.withTokens(user.tokens().without(token)), NOW))
                .isFalse();
        assertThat(byToken.isBoundTo(withToken(token, "another hash"), NOW)).isFalse();
    }

    private static Actor.LoggedIn by(User user, Optional<String> token) {
        return Actor.LoggedIn.by(user, ProofStrength.PASSWORD, TokenScope.unrestricted(), Optional.empty(), token, NOW);
    }

    private static User withToken(String name, String hash) {
        return ADA.withTokens(ADA.tokens()
                .with(
                        name,
                        AuthenticationToken.of(PasswordHash.of(hash), NOW.minusSeconds(1), TokenValidity.unlimited())));
    }

    private static Credentials credentialsWith(String hash) {
        return Credentials.NONE.withPasswordHash(PasswordHash.of(hash));
    }
}
