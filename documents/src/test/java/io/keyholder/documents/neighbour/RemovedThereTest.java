package io.keyholder.documents.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.documents.SharedDocuments;
import io.keyholder.documents.UserDocuments;
import io.keyholder.documents.neighbour.ForeignChange.Kind;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.testserver.icure.IcureModel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One grant or one token that a person removes at one server, which another one would have dropped. */
class RemovedThereTest {
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    private static final AuthenticationToken TOKEN =
            AuthenticationToken.of(PasswordHash.of("h"), NOW, TokenValidity.seconds(172_800));
    private static final User USER = User.of(
                    new UserId("mary"), LoginIdentifiers.login("mary"), Lifecycle.startingAt(NOW, UserStatus.ACTIVE))
            .withAuthorization(
                    Authorization.NONE.with(Permission.granting(PermissionType.ADMIN, PermissionType.PATIENT_VIEW)))
            .withTokens(
                    new Tokens(Map.of("phone", TOKEN, "meter", TOKEN), Map.of("old", ApplicationToken.of("in-clear"))));

    @ParameterizedTest
    @ValueSource(strings = {"G2", "G3"})
    void whatOneRemovedStaysAwayWhenTheFirstGenerationSaves(String generation) {
        IcureModel later = IcureModel.of(generation);
        for (Neighbours neighbours : List.of(Neighbours.ICURE, Neighbours.of(IcureGeneration.G1, later(generation)))) {
            String published = SharedDocuments.publish(UserDocuments.write(USER), neighbours);
            String removed = later.save(published, RemovedThereTest::removeAdminAndPhone);
            for (String saved : List.of(IcureModel.G1.save(removed), later.save(IcureModel.G1.save(removed)))) {
                MergedUser merged = SharedDocuments.merge(published, saved, neighbours);
                assertThat(granted(merged.user())).doesNotContain(PermissionType.ADMIN);
                assertThat(merged.user().tokens().authentication()).doesNotContainKey("phone");
                assertThat(merged.changes())
                        .contains(
                                new ForeignChange(Kind.UNCLEAR, "grant ADMIN"),
                                new ForeignChange(Kind.UNCLEAR, "token 'phone'"));
                User restored = SharedDocuments.withUnclear(merged.user());
                assertThat(granted(restored)).isEqualTo(granted(USER));
                assertThat(restored.tokens().authentication())
                        .isEqualTo(USER.tokens().authentication());
                assertThat(restored.unknownMembers()).isEqualTo(USER.unknownMembers());
                User gone = SharedDocuments.withoutUnclear(merged.user());
                assertThat(SharedDocuments.unclear(gone)).isEmpty();
                assertThat(granted(gone)).isEmpty();
            }
        }
    }

    @Test
    void whatTheFirstGenerationAloneDropsComesBack() {
        String published = SharedDocuments.publish(UserDocuments.write(USER), Neighbours.ICURE);
        String saved = IcureModel.G1.save(IcureModel.G1.save(published));
        MergedUser merged = SharedDocuments.merge(published, saved, Neighbours.ICURE);
        assertThat(merged.user()).isEqualTo(USER);
        assertThat(merged.changes()).extracting(ForeignChange::kind).doesNotContain(Kind.UNCLEAR);
    }

    /** The second generation keeps application tokens, the current one drops them. */
    @Test
    void anApplicationTokenThatMayHaveBeenRemovedStaysAway() {
        Neighbours neighbours = Neighbours.of(IcureGeneration.G2, IcureGeneration.G3);
        String published = SharedDocuments.publish(UserDocuments.write(USER), neighbours);
        UnaryOperator<String> removing =
                stored -> IcureModel.G2.save(stored, user -> user.putObject("applicationTokens"));
        MergedUser removed =
                SharedDocuments.merge(published, IcureModel.G3.save(removing.apply(published)), neighbours);
        assertThat(removed.user().tokens().application()).isEmpty();
        assertThat(removed.changes()).contains(new ForeignChange(Kind.UNCLEAR, "token 'old'"));
        MergedUser dropped = SharedDocuments.merge(published, IcureModel.G3.save(published), neighbours, 1);
        assertThat(dropped.user()).isEqualTo(USER);
    }

    /** A change of ours does not settle what is unclear, and another save neither adds to it nor loses it. */
    @Test
    void whatIsUnclearStaysSoUntilItIsSettled() {
        String published = SharedDocuments.publish(UserDocuments.write(USER), Neighbours.ICURE);
        String saved = IcureModel.G1.save(IcureModel.G2.save(published, RemovedThereTest::removeAdminAndPhone));
        User merged = SharedDocuments.merge(published, saved, Neighbours.ICURE).user();
        User renamed = merged.withProfile(merged.profile().withName("Mary"));
        String again = SharedDocuments.publish(UserDocuments.write(renamed), Neighbours.ICURE);
        for (IcureModel server : IcureModel.ALL) {
            MergedUser later = SharedDocuments.merge(again, server.save(again), Neighbours.ICURE, 1);
            assertThat(later.user()).isEqualTo(renamed);
            assertThat(later.changes()).containsAll(SharedDocuments.unclear(merged));
        }
        assertThat(SharedDocuments.unclear(merged)).hasSize(4);
    }

    private static void removeAdminAndPhone(ObjectNode user) {
        for (JsonNode permission : user.path("permissions")) {
            ArrayNode grants = (ArrayNode) permission.path("grants");
            for (int place = grants.size() - 1; place >= 0; place--) {
                if (grants.get(place).path("type").asText().equals("ADMIN")) {
                    grants.remove(place);
                }
            }
        }
        user.withObject("/authenticationTokens").remove("phone");
    }

    private static IcureGeneration later(String generation) {
        return IcureGeneration.valueOf(generation);
    }

    private static List<PermissionType> granted(User user) {
        return user.authorization().permissions().stream()
                .flatMap(permission -> permission.grants().stream())
                .map(PermissionItem::type)
                .toList();
    }
}
