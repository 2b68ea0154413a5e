package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.document.PreservedJson;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Arbitraries for members that no reader knows: nested JSON under names that neither iCure nor this library gives a
 * meaning to at any level. No absent names, because those say how a document was spelled.
 */
public final class UnknownMembersArbitraries {
    private static final int MAX_MEMBERS = 3;
    private static final int MAX_NAME_LENGTH = 60;

    private UnknownMembersArbitraries() {}

    /** None for the most part, else one to {@value #MAX_MEMBERS}. */
    public static Arbitrary<PreservedJson> unknownMembers() {
        return Choice.of(3, Arbitraries.just(PreservedJson.NONE))
                .or(1, members().map(members -> PreservedJson.of(members, Set.of())))
                .arbitrary();
    }

    private static Arbitrary<Map<String, String>> members() {
        return Maps.oneTo(MAX_MEMBERS, names(), JsonArbitraries.json());
    }

    /** Names that look like a known one, like a directive of some JSON library, or like nothing. */
    private static Arbitrary<String> names() {
        return Choice.of(
                        2, Arbitraries.of("x-site", "locale", "Login", "java_Type", "@class", "$ref", "a.b", "clé", ""))
                .or(1, TextArbitraries.anyText(MAX_NAME_LENGTH).filter(name -> !KnownMemberNames.contains(name)))
                .arbitrary();
    }
}
