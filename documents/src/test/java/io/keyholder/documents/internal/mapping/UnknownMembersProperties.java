package io.keyholder.documents.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.documents.Examples;
import io.keyholder.documents.KnownChange;
import io.keyholder.documents.MarkedDocument;
import io.keyholder.documents.ReferenceJson;
import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.user.User;
import io.keyholder.testkit.arbitraries.JsonArbitraries;
import io.keyholder.testkit.arbitraries.UserArbitraries;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/**
 * Any unknown members survive any known changes: unknown members in every object of a document that may hold some, and
 * all that the domain's methods change.
 */
class UnknownMembersProperties {
    /**
     * As odd as the readers bear: nulls, other generations, decimals, values of the wrong type, unknown enum values.
     */
    private static final List<String> ODD = List.of("""
            {"_id":"odd-1","login":"bob","email":7,"name":null,"properties":null,"roles":null,"permissions":null,
             "authenticationTokens":null,"applicationTokens":null,"autoDelegations":null,"identifier":null,
             "status":"SUSPENDED","type":"saml","created":1640000000123.450,"deleted":false,"use2fa":false,
             "isUse2fa":true,"secret":"JBSWY3DPEHPK3PXP","activationToken":"t","rev_history":{}}""", """
            {"_id":"odd-2","_rev":"1-a","email":"eve@example.org","createdDate":1536245213123.456,
             "properties":[{"typedValue":{}},{"type":{"scope":"USER"},"typedValue":{"type":"LONG","longValue":1}},
               {"id":"n","type":{"identifier":"n","type":"DOUBLE"},"typedValue":{"type":"DOUBLE","doubleValue":1.50}}],
             "permissions":[{"grant":3,"revoke":32,"criteria":[{"negative":false,"type":"x"}]},
               {"grants":[{"type":"FLY","predicate":{}},{"type":"HCP"},{"itemType":"AlwaysPermissionItemDto","type":"ADMIN",
                 "predicate":{"java_type":"NotPredicate","predicate":{"java_type":"AlwaysPredicate","deep":1}}}],
                "revokes":null}]}""", """
            {"_id":"odd-3","mobilePhone":"+32470000001","status":"ACTIVE","expirationDate":1.7e12,
             "authenticationTokens":{"a":{"token":"x","creationTime":1640000000123.456},
               "b":{"token":"x","creationTime":1,"validity":-1,"scopes":["ADMIN","FLY"]},
               "c":{"creationTime":"soon"},"d":{"token":"x","creationTime":1,"validity":0,"revoked":5,"revokedValidity":60}},
             "applicationTokens":{"app":"clear","none":null},"autoDelegations":{"all":["a",null,1],"none":null},
             "identifier":[{"id":"1","assigner":"x","value":"v"},{}]}""");

    @Property(tries = 100)
    void surviveAnyKnownChanges(
            @ForAll("documents") String document,
            @ForAll("json") String json,
            @ForAll("changes") @Size(min = 1, max = 3) List<KnownChange> changes) {
        MarkedDocument marked = MarkedDocument.of(document, json);
        Map<String, Object> expected = new LinkedHashMap<>(MarkedDocument.marksIn(marked.root()));
        Set<String> touched = new LinkedHashSet<>();
        User user = UserDocuments.read(marked.text());
        for (KnownChange change : changes) {
            Set<String> taken = change.taken().apply(user);
            expected.keySet().removeIf(place -> isAmong(place, taken));
            touched.addAll(change.touched());
            user = change.change().apply(user);
        }
        Map<String, Object> written = ReferenceJson.object(UserDocuments.write(user));

        assertThat(MarkedDocument.marksIn(written)).containsAllEntriesOf(expected);
        assertThat(MarkedDocument.differences(marked.root(), written))
                .allSatisfy(place -> assertThat(touched).anyMatch(allowed -> concerns(place, allowed)));
        assertThat(meaning(UserDocuments.read(UserDocuments.write(user)))).isEqualTo(meaning(user));
    }

    @Property(tries = 50)
    void surviveWithoutAChange(@ForAll("documents") String document, @ForAll("json") String json) {
        MarkedDocument marked = MarkedDocument.of(document, json);

        assertThat(ReferenceJson.parse(UserDocuments.write(UserDocuments.read(marked.text()))))
                .isEqualTo(marked.root());
    }

    @Provide
    Arbitrary<String> documents() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, UserArbitraries.users().map(UserDocuments::write)),
                Tuple.of(1, Arbitraries.of(Examples.ALL)),
                Tuple.of(1, Arbitraries.of(ODD)));
    }

    @Provide
    Arbitrary<String> json() {
        return JsonArbitraries.json();
    }

    @Provide
    Arbitrary<List<KnownChange>> changes() {
        return KnownChange.any().list();
    }

    private static boolean isAmong(String place, Set<String> places) {
        return places.stream().anyMatch(taken -> place.equals(taken) || place.startsWith(taken + "/"));
    }

    /** Whether it lies within what was allowed, or is the missing or null list or map that the change came to be in. */
    private static boolean concerns(String place, String allowed) {
        return place.equals(allowed) || place.startsWith(allowed + "/") || allowed.startsWith(place + "/");
    }

    /** What a user says in this version's own spelling. */
    private static Object meaning(User user) {
        return new UserMapping().write(user);
    }
}
