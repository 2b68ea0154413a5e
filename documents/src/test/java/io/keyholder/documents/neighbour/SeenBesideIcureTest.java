package io.keyholder.documents.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.documents.SharedDocuments;
import io.keyholder.documents.UserDocuments;
import io.keyholder.documents.neighbour.ForeignChange.Kind;
import io.keyholder.domain.credential.AuthenticationSource;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.Predicate;
import io.keyholder.domain.permission.ValidityInterval;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.testserver.icure.IcureModel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What went wrong beside live iCure servers: each fault is shown on the plain document, and that a published one does
 * not have it.
 */
class SeenBesideIcureTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_764_000_000_000L);
    private static final User USER = User.of(
                    new UserId("mary"), LoginIdentifiers.login("mary"), Lifecycle.startingAt(NOW, UserStatus.ACTIVE))
            .withCredentials(Credentials.NONE.withPasswordHash(PasswordHash.of("0".repeat(64))));

    @Test
    void anExpiredUserWasLetInAgain() {
        User expired = USER.withLifecycle(life -> life.withExpiration(Optional.of(NOW)));
        assertThat(plain(expired, IcureModel.G3).lifecycle().expires()).isEmpty();
        assertThat(merged(expired, IcureModel.G3)).isEqualTo(expired);
        assertThat(IcureModel.G3.letsInByPassword(published(expired, Neighbours.ICURE)))
                .isFalse();
    }

    @Test
    void anEndedGrantBecamePermanent() {
        User ended = granting(PermissionItem.always(PermissionType.ADMIN)
                .during(new ValidityInterval(Optional.empty(), Optional.of(NOW))));
        assertThat(plain(ended, IcureModel.G2)).isEqualTo(granting(PermissionItem.always(PermissionType.ADMIN)));
        for (IcureModel server : IcureModel.ALL) {
            assertThat(merged(ended, server)).isEqualTo(ended);
        }
    }

    @Test
    void aConditionalGrantBecameUnconditional() {
        User conditional = granting(PermissionItem.when(PermissionType.ADMIN, new Predicate.Unreadable()));
        assertThat(plain(conditional, IcureModel.G3)).isEqualTo(granting(PermissionItem.always(PermissionType.ADMIN)));
        for (IcureModel server : IcureModel.ALL) {
            assertThat(merged(conditional, server)).isEqualTo(conditional);
            assertThat(server.granted(published(conditional, Neighbours.ICURE))).isEmpty();
        }
    }

    @Test
    void aScopedTokenBecameUnrestricted() {
        AuthenticationToken scoped = AuthenticationToken.of(PasswordHash.of("h"), NOW, TokenValidity.unlimited())
                .withScope(new TokenScope.Restricted(Set.of(PermissionType.PATIENT_VIEW)));
        User user = USER.withTokens(USER.tokens().with("device", scoped));
        assertThat(plain(user, IcureModel.G3)
                        .tokens()
                        .named("device")
                        .orElseThrow()
                        .scope())
                .isEqualTo(TokenScope.unrestricted());
        for (IcureModel server : IcureModel.ALL) {
            assertThat(merged(user, server)).isEqualTo(user);
            assertThat(server.usableTokens(published(user, Neighbours.ICURE), NOW))
                    .isEmpty();
        }
    }

    @Test
    void revokesVanished() {
        User revoking = USER.withAuthorization(Authorization.NONE
                .with(Permission.granting(PermissionType.ADMIN))
                .with(Permission.revoking(PermissionType.PATIENT_VIEW)));
        assertThat(plain(revoking, IcureModel.G1).authorization().permissions())
                .allSatisfy(permission -> assertThat(permission.revokes()).isEmpty());
        for (IcureModel server : IcureModel.ALL) {
            assertThat(merged(revoking, server)).isEqualTo(revoking);
        }
    }

    @Test
    void theSecretOfAnInvitationWasAToken() {
        User invited = USER.withTokens(USER.tokens()
                .with(
                        "invitation:1",
                        AuthenticationToken.of(PasswordHash.of("h"), NOW, TokenValidity.seconds(172_800))));
        assertThat(IcureModel.G3.usableTokens(UserDocuments.write(invited), NOW))
                .containsExactly("invitation:1");
        assertThat(IcureModel.G3.usableTokens(published(invited, Neighbours.ICURE), NOW))
                .isEmpty();
        assertThat(merged(invited, IcureModel.G3)).isEqualTo(invited);
    }

    @Test
    void anotherSourceAndASecondFactorWereIgnored() {
        User ldap = USER.withCredentials(new Credentials(
                Optional.of(AuthenticationSource.LDAP), USER.credentials().passwordHash(), SecondFactor.off()));
        User secured = USER.withCredentials(
                USER.credentials().withSecondFactor(new SecondFactor.On(TotpSecret.of("SHA1:6:JBSWY3DPEHPK3PXP"))));
        for (User user : Set.of(ldap, secured)) {
            assertThat(IcureModel.G3.letsInByPassword(UserDocuments.write(user)))
                    .isTrue();
            assertThat(IcureModel.G3.letsInByPassword(published(user, Neighbours.of(IcureGeneration.G3))))
                    .isFalse();
            assertThat(merged(user, IcureModel.G3)).isEqualTo(user);
        }
        Neighbours accepting = Neighbours.of(IcureGeneration.G3)
                .accepting(AcceptedDifference.SOURCE, AcceptedDifference.SECOND_FACTOR);
        assertThat(IcureModel.G3.letsInByPassword(published(ldap, accepting))).isTrue();
        assertThat(IcureModel.G3.letsInByPassword(published(secured, accepting)))
                .isTrue();
    }

    @Test
    void olderGenerationsCheckCodesWithTheirOwnFormOfSecret() {
        User secured = USER.withCredentials(
                USER.credentials().withSecondFactor(new SecondFactor.On(TotpSecret.of("SHA1:6:JBSWY3DPEHPK3PXP"))));
        assertThat(IcureModel.G2.canCheckCodes(UserDocuments.write(secured))).isFalse();
        String published = published(secured, Neighbours.of(IcureGeneration.G1, IcureGeneration.G2));
        assertThat(IcureModel.G1.canCheckCodes(published)).isTrue();
        assertThat(IcureModel.G2.canCheckCodes(published)).isTrue();
        assertThat(published).contains("passwordHash");
    }

    @Test
    void aHashOfOurHashIsRecognised() {
        User user = USER.withCredentials(USER.credentials().withPasswordHash(PasswordHash.of("{bcrypt}$2a$04$x")));
        for (IcureModel server : Set.of(IcureModel.G1, IcureModel.G2)) {
            Neighbours neighbours = Neighbours.of(IcureGeneration.valueOf(server.name()));
            String published = published(user, neighbours);
            assertThat(plain(user, server).credentials()).isNotEqualTo(user.credentials());
            MergedUser merged = SharedDocuments.merge(published, server.save(published), neighbours);
            assertThat(merged.user()).isEqualTo(user);
            assertThat(merged.changes()).contains(new ForeignChange(Kind.REHASHED, "passwordHash"));
        }
    }

    /** One generation hashes the hash that another one made of ours, with a salt that is gone then. */
    @Test
    void aHashOfAHashOfOurHashIsNeverMade() {
        for (String hash :
                List.of("{bcrypt}$2a$04$x", "{pbkdf2}x", "{argon2}x", "{" + "A".repeat(44) + "}" + "0".repeat(64))) {
            User user = USER.withCredentials(USER.credentials().withPasswordHash(PasswordHash.of(hash)));
            for (IcureModel first : IcureModel.ALL) {
                for (IcureModel second : IcureModel.ALL) {
                    String published = published(user, Neighbours.ICURE);
                    String saved = second.save(first.save(published));
                    assertThat(SharedDocuments.merge(published, saved, Neighbours.ICURE)
                                    .user()
                                    .credentials())
                            .as("%s, then %s, of %s", first, second, hash)
                            .isEqualTo(user.credentials());
                }
            }
        }
    }

    /**
     * Two generations that hash with a salt, or one alone, publish the hash: what they make of it can be recognised.
     */
    @Test
    void aHashThatIsHashedOnceIsPublished() {
        User user = USER.withCredentials(USER.credentials().withPasswordHash(PasswordHash.of("{bcrypt}$2a$04$x")));
        String shown = "\"passwordHash\":\"{bcrypt}";
        for (IcureGeneration generation : IcureGeneration.values()) {
            assertThat(published(user, Neighbours.of(generation))).contains(shown);
        }
        assertThat(published(user, Neighbours.of(IcureGeneration.G2, IcureGeneration.G3)))
                .contains(shown);
        assertThat(published(user, Neighbours.of(IcureGeneration.G1, IcureGeneration.G3)))
                .contains(shown);
        assertThat(published(user, Neighbours.of(IcureGeneration.G1, IcureGeneration.G2)))
                .doesNotContain(shown);
    }

    @Test
    void aUserKnownByPhoneOnlyIsFoundAndStaysReadable() {
        User phone = USER.withIdentifiers(
                new LoginIdentifiers(Optional.empty(), Optional.empty(), Optional.of("+32470000001")));
        assertThat(IcureModel.G1.finds(UserDocuments.write(phone), "+32470000001"))
                .isFalse();
        assertThat(IcureModel.G1.finds(published(phone, Neighbours.ICURE), "+32470000001"))
                .isTrue();
        assertThat(merged(phone, IcureModel.G1)).isEqualTo(phone);
    }

    @Test
    void whatANeighbourRemovesOrDisablesIsItsWish() {
        User user = granting(PermissionItem.always(PermissionType.ADMIN));
        for (IcureModel server : Set.of(IcureModel.G2, IcureModel.G3)) {
            Neighbours neighbours = Neighbours.of(IcureGeneration.valueOf(server.name()));
            String published = published(user, neighbours);
            String saved = server.save(published, document -> {
                document.putArray("permissions");
                document.put("status", "DISABLED");
            });
            MergedUser merged = SharedDocuments.merge(published, saved, neighbours);
            assertThat(merged.user().lifecycle().status()).contains(UserStatus.DISABLED);
            assertThat(merged.user().authorization().permissions())
                    .allSatisfy(permission -> assertThat(permission.grants()).isEmpty());
            assertThat(merged.changes())
                    .contains(
                            new ForeignChange(Kind.CHANGED, "status"), new ForeignChange(Kind.CHANGED, "grant ADMIN"));
        }
    }

    private static User granting(PermissionItem item) {
        return USER.withAuthorization(
                Authorization.NONE.with(Permission.granting().withGrant(item)));
    }

    private static String published(User user, Neighbours neighbours) {
        return SharedDocuments.publish(UserDocuments.write(user), neighbours);
    }

    private static User merged(User user, IcureModel server) {
        Neighbours neighbours = Neighbours.of(IcureGeneration.valueOf(server.name()));
        String published = published(user, neighbours);
        return SharedDocuments.merge(published, server.save(published), neighbours)
                .user();
    }

    /** As it was before: the plain document is saved there and read back. */
    private static User plain(User user, IcureModel server) {
        return UserDocuments.read(server.save(UserDocuments.write(user))).withUnknownMembers(USER.unknownMembers());
    }
}
