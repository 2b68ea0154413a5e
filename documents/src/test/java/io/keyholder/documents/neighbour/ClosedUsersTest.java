package io.keyholder.documents.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.documents.SharedDocuments;
import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.credential.AuthenticationSource;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.testserver.icure.IcureModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A user with a restriction that a server does not know is closed to it: neither its password nor a token lets it in
 * there, also after that server has saved it. The host opens it by accepting the difference by name, and no other.
 */
class ClosedUsersTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_764_000_000_000L);
    private static final User USER = User.of(
                    new UserId("mary"), LoginIdentifiers.login("mary"), Lifecycle.startingAt(NOW, UserStatus.ACTIVE))
            .withCredentials(Credentials.NONE.withPasswordHash(PasswordHash.of("0".repeat(64))));

    @ParameterizedTest
    @EnumSource
    void usersOfOtherSourcesAreClosed(IcureGeneration generation) {
        for (AuthenticationSource source : AuthenticationSource.values()) {
            User user = withToken(USER.withCredentials(
                    new Credentials(Optional.of(source), USER.credentials().passwordHash(), SecondFactor.off())));
            if (source == AuthenticationSource.DATABASE) {
                assertOpen(user, generation, Neighbours.of(generation));
            } else {
                assertClosedUnlessAccepted(user, generation, AcceptedDifference.SOURCE);
            }
        }
    }

    /** In a form that the generation cannot check: for the current one, in any. */
    @ParameterizedTest
    @EnumSource
    void usersWithADemandedFactorAreClosedWhereItIsNotAsked(IcureGeneration generation) {
        for (String secret : List.of("sealed1:abc", "SHA256:6:JBSWY3DPEHPK3PXP", "SHA1:8:JBSWY3DPEHPK3PXP")) {
            assertClosedUnlessAccepted(
                    secured(new SecondFactor.On(TotpSecret.of(secret))), generation, AcceptedDifference.SECOND_FACTOR);
        }
        User plain = secured(new SecondFactor.On(TotpSecret.of("JBSWY3DPEHPK3PXP")));
        if (generation == IcureGeneration.G3) {
            assertClosedUnlessAccepted(plain, generation, AcceptedDifference.SECOND_FACTOR);
        } else {
            IcureModel server = IcureModel.of(generation.name());
            String published = published(plain, Neighbours.of(generation));
            assertThat(published).contains("passwordHash");
            assertThat(server.canCheckCodes(published)).isTrue();
            assertThat(server.letsInByPassword(published)).as("without a code").isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void usersWithAnEndAreClosed(IcureGeneration generation) {
        User ending = withToken(USER.withLifecycle(life -> life.withExpiration(Optional.of(NOW.plusSeconds(1)))));
        assertClosedUnlessAccepted(ending, generation, AcceptedDifference.EXPIRATION);
    }

    private static void assertClosedUnlessAccepted(User user, IcureGeneration generation, AcceptedDifference needed) {
        assertClosed(user, generation, Neighbours.of(generation));
        for (AcceptedDifference accepted : AcceptedDifference.values()) {
            Neighbours neighbours = Neighbours.of(generation).accepting(accepted);
            if (accepted == needed) {
                assertOpen(user, generation, neighbours);
            } else {
                assertClosed(user, generation, neighbours);
            }
        }
    }

    private static void assertClosed(User user, IcureGeneration generation, Neighbours neighbours) {
        IcureModel server = IcureModel.of(generation.name());
        String published = published(user, neighbours);
        for (String stored : List.of(published, server.save(published), server.save(server.save(published)))) {
            assertThat(server.letsInByPassword(stored)).as("by password").isFalse();
            assertThat(server.usableTokens(stored, NOW)).as("by token").isEmpty();
            assertThat(SharedDocuments.merge(published, stored, neighbours).user())
                    .as("it is here what it was")
                    .isEqualTo(user);
        }
    }

    private static void assertOpen(User user, IcureGeneration generation, Neighbours neighbours) {
        IcureModel server = IcureModel.of(generation.name());
        String published = published(user, neighbours);
        List<Boolean> ways = new ArrayList<>();
        ways.add(published.contains("passwordHash"));
        if (generation != IcureGeneration.G1) {
            ways.add(!server.usableTokens(published, NOW).isEmpty());
        }
        assertThat(ways)
                .as("%s accepting %s", generation, neighbours.accepted())
                .containsOnly(true);
    }

    private static User secured(SecondFactor factor) {
        return withToken(USER.withCredentials(USER.credentials().withSecondFactor(factor)));
    }

    private static User withToken(User user) {
        AuthenticationToken token =
                AuthenticationToken.of(PasswordHash.of("1".repeat(64)), NOW, TokenValidity.unlimited());
        return user.withTokens(user.tokens().with("phone", token));
    }

    private static String published(User user, Neighbours neighbours) {
        return SharedDocuments.publish(UserDocuments.write(user), neighbours);
    }
}
