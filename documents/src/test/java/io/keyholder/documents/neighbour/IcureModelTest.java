package io.keyholder.documents.neighbour;

import static io.keyholder.documents.neighbour.IcureDocument.item;
import static io.keyholder.documents.neighbour.IcureDocument.user;
import static io.keyholder.documents.neighbour.IcureDocument.withProperty;
import static io.keyholder.documents.neighbour.IcureDocument.withToken;
import static io.keyholder.testserver.icure.IcureModel.ALL;
import static io.keyholder.testserver.icure.IcureModel.G1;
import static io.keyholder.testserver.icure.IcureModel.G2;
import static io.keyholder.testserver.icure.IcureModel.G3;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.documents.Examples;
import io.keyholder.testserver.icure.IcureModel;
import io.keyholder.testserver.icure.IcureModel.UnreadableDocument;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rows of FORMATS section 11, one test each; the models are shown to be as strict and as careless as the servers.
 */
class IcureModelTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_764_000_000_000L);

    @Test
    void predicatesAreIgnoredFatalOrAlways() {
        String document = granting("ADMIN", ",\"predicate\":{\"unreadable\":true}");
        assertThat(failing(document)).containsExactly(G2);
        assertThat(G3.granted(document)).containsExactly("ADMIN");
        assertThat(G1.granted(document)).isEmpty();
    }

    @Test
    void newPermissionTypesAreFatalToTheSecondGeneration() {
        for (String type : List.of("HCP", "PHYSICIAN", "LEGACY_DATA_VIEW")) {
            assertThat(failing(granting(type, ""))).containsExactly(G2);
        }
        assertThat(failing(granting("BOOK_APPOINTMENT", ""))).containsExactly(G2, G3);
    }

    @Test
    void timeLimitsAreTakenForAlways() {
        String document = granting("ADMIN", ",\"validUntil\":1");
        assertThat(G2.granted(document)).containsExactly("ADMIN");
        assertThat(G3.granted(document)).containsExactly("ADMIN");
    }

    @Test
    void scopesAreIgnoredAndAValidityOfZeroRefused() {
        String document = user("""
                ,"authenticationTokens":{
                "scoped":{"token":"x","creationTime":1763999999000,"validity":60,"scopes":["ADMIN"]},
                "revoked":{"token":"x","creationTime":1763999999000,"validity":0,"revoked":5}}""");
        assertThat(G1.usableTokens(document, NOW)).isEmpty();
        assertThat(G2.usableTokens(document, NOW)).containsExactly("scoped");
        assertThat(G3.usableTokens(document, NOW)).containsExactly("scoped");
    }

    @Test
    void largeIntegersAreFatalToTheOlderGenerations() {
        assertThat(failing(withProperty("\"integerValue\":2147483647"))).isEmpty();
        assertThat(failing(withProperty("\"integerValue\":2147483648"))).containsExactly(G1, G2);
        assertThat(failing(withProperty("\"integerValue\":9223372036854775808")))
                .containsExactlyElementsOf(ALL);
    }

    @Test
    void listsOfTheFirstGenerationShowAnotherNumber() {
        assertThat(G1.listedInteger(2_147_483_647L)).isEqualTo(2_147_483_647L);
        assertThat(G1.listedInteger(2_147_483_648L)).isNotEqualTo(2_147_483_648L);
        assertThat(G3.listedInteger(2_147_483_648L)).isEqualTo(2_147_483_648L);
    }

    @Test
    void unknownDelegationTagsAndFarDatesAreFatal() {
        assertThat(failing(user(",\"autoDelegations\":{\"own\":[]}"))).containsExactlyElementsOf(ALL);
        assertThat(failing(withProperty("\"dateValue\":31556889864403200000000")))
                .containsExactlyElementsOf(ALL);
        assertThat(failing(user(",\"expirationDate\":31556889864403200000000"))).containsExactly(G1, G2);
    }

    @Test
    void secretsOfAnotherFormBreakTheCheckOfCodes() {
        assertThat(G2.canCheckCodes(user(",\"secret\":\"JBSWY3DPEHPK3PXP\""))).isTrue();
        assertThat(G1.canCheckCodes(user(",\"secret\":\"SHA1:6:JBSWY3DPEHPK3PXP\"")))
                .isFalse();
        assertThat(G2.canCheckCodes(user(",\"secret\":\"sealed1:x\""))).isFalse();
    }

    @Test
    void theCurrentGenerationAsksForNoCode() {
        String document =
                user(",\"passwordHash\":\"x\",\"secret\":\"JBSWY3DPEHPK3PXP\",\"use2fa\":true,\"isUse2fa\":true");
        assertThat(G3.canCheckCodes(document)).isFalse();
        assertThat(ALL.stream().filter(server -> server.letsInByPassword(document)))
                .containsExactly(G3);
    }

    @Test
    void theSecretOfAnInvitationLogsInForTwoDays() {
        String document = withToken("invitation:1", NOW.toEpochMilli(), 172_800, "");
        Instant last = NOW.plusSeconds(172_800).minusMillis(1);
        assertThat(ALL.stream()
                        .filter(server -> !server.usableTokens(document, last).isEmpty()))
                .containsExactly(G2, G3);
        assertThat(ALL)
                .allMatch(server ->
                        server.usableTokens(document, last.plusMillis(1)).isEmpty());
        assertThat(ALL)
                .allMatch(server -> server.usableTokens(document.replace("ACTIVE", "REGISTERING"), NOW)
                        .isEmpty());
    }

    @Test
    void theFirstGenerationFindsAndListsByLoginOnly() {
        String document = user(",\"email\":\"mary@example.org\",\"mobilePhone\":\"+32470000001\"");
        String unnamed = document.replace("\"login\":\"mary\",", "");
        for (String contact : List.of("mary@example.org", "+32470000001")) {
            assertThat(ALL.stream().filter(server -> server.finds(unnamed, contact)))
                    .containsExactly(G2, G3);
        }
        assertThat(ALL).allMatch(server -> server.finds(document, "mary"));
        assertThat(ALL.stream().filter(server -> server.lists(unnamed))).containsExactly(G2, G3);
    }

    @Test
    void allWriteEmptyCollectionsOfTheirOwn() {
        assertThat(ALL)
                .allMatch(server -> server.save(user("")).contains("\"applicationTokens\":{}"))
                .filteredOn(server -> server.save(user("")).contains("\"rev_history\":{}"))
                .containsExactly(G1, G2);
    }

    @Test
    void allKeepWhatTheyAllKnow() {
        String document = user(",\"deleted\":1763999999000,\"autoDelegations\":{\"all\":[\"owner\"]},"
                        + "\"properties\":[{\"id\":\"p\",\"encryptedSelf\":\"c2VhbGVk\"}],"
                        + "\"permissions\":[{\"grants\":[" + item("ADMIN", "") + "],\"revokes\":["
                        + item("PATIENT_VIEW", "") + "],\"grant\":16,\"revoke\":2,\"criteria\":[]}]")
                .replace("ACTIVE", "DISABLED");
        for (IcureModel server : ALL) {
            String saved = server.save(document);
            assertThat(saved).contains("DISABLED", "1763999999000", "{\"all\":[\"owner\"]}", "c2VhbGVk");
            assertThat(server.granted(saved)).containsExactlyElementsOf(server.granted(document));
            assertThat(saved.contains("PATIENT_VIEW")).isEqualTo(server != G1);
            assertThat(server.letsInByPassword(saved)).isFalse();
        }
    }

    @Test
    void neitherSourceNorEndKeepsAnyoneOut() {
        String document = user(",\"type\":\"ldap\",\"passwordHash\":\"x\",\"expirationDate\":1");
        assertThat(ALL).allMatch(server -> server.letsInByPassword(document));
        assertThat(ALL).noneMatch(server -> server.letsInByPassword(document.replace("\"ACTIVE\"", "\"DISABLED\"")));
    }

    @Test
    void deletedAtZeroIsAlive() {
        assertThat(ALL).allMatch(server -> server.lists(user(",\"deleted\":0")));
        assertThat(ALL).noneMatch(server -> server.lists(user(",\"deleted\":1")));
    }

    @Test
    void theExamplesAreReadAsTheirTableSays() {
        assertThat(failing(Examples.G3_FULL)).containsExactly(G1, G2);
        Examples.ALL.stream()
                .filter(example -> !example.equals(Examples.G3_FULL))
                .forEach(example -> assertThat(failing(example)).isEmpty());
    }

    @Test
    void theFirstGenerationDropsWhatItDoesNotKnow() {
        assertThat(G1.save(Examples.G2_TWO_FACTORS))
                .doesNotContain("grants", "revokes", "authenticationTokens", "mobilePhone", "isUse2fa", "\"created\"")
                .contains("createdDate", "encryptedSelf", "secret", "noor");
    }

    @Test
    void theSecondGenerationDropsLimitsScopesAndUnknownMembers() {
        assertThat(G2.save(granting("ADMIN", ",\"predicate\":{},\"validFrom\":1,\"validUntil\":2")))
                .contains("ADMIN")
                .doesNotContain("valid");
        assertThat(G2.save(Examples.G3_UNKNOWN_FIELDS)).doesNotContain("x-site", "futureFlag", "issuedBy");
        assertThat(G2.save(user(",\"expirationDate\":1"))).contains("expirationDate");
    }

    @Test
    void theCurrentGenerationDropsPredicatesAndEnds() {
        assertThat(G3.save(granting("ADMIN", ",\"predicate\":{\"unreadable\":true}")))
                .contains("ADMIN")
                .doesNotContain("unreadable");
        assertThat(G3.save(Examples.G2_TWO_FACTORS))
                .doesNotContain("secret\"", "isUse2fa", "createdDate")
                .contains("grants", "revokes", "lab-gateway");
        assertThat(G3.save(user(",\"expirationDate\":1,\"lastLoginDate\":1")))
                .doesNotContain("expirationDate", "lastLoginDate");
    }

    @Test
    void hashesThatAreNotKnownAreHashed() {
        String bcrypt = user(",\"passwordHash\":\"{bcrypt}$2a$12$x\"");
        assertThat(G1.save(bcrypt)).doesNotContain("bcrypt");
        assertThat(G2.save(bcrypt)).doesNotContain("bcrypt");
        assertThat(G3.save(bcrypt)).contains("bcrypt");
        assertThat(G3.save(user(",\"passwordHash\":\"$argon2id$x\""))).doesNotContain("argon2id");
        assertThat(G2.save(G2.save(bcrypt))).isEqualTo(G2.save(bcrypt));
    }

    private static Stream<IcureModel> failing(String document) {
        return ALL.stream().filter(server -> {
            try {
                server.read(document);
                return false;
            } catch (UnreadableDocument failed) {
                return true;
            }
        });
    }

    private static String granting(String type, String more) {
        return user(",\"permissions\":[{\"grants\":[" + item(type, more) + "],\"revokes\":[]}]");
    }
}
