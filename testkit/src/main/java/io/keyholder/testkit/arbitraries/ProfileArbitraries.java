package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.identity.GroupId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.ExternalIdentifier;
import io.keyholder.domain.user.Profile;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for who a user is for people. */
public final class ProfileArbitraries {
    private static final int MAX_IDENTIFIERS = 2;
    private static final int MAX_TEXT_LENGTH = 1_000;

    private ProfileArbitraries() {}

    /** Any profile. */
    public static Arbitrary<Profile> profiles() {
        return Combinators.combine(
                        Choice.optional(90, names()),
                        Choice.optional(50, groupIds()),
                        externalIdentifiers().list().ofMaxSize(MAX_IDENTIFIERS))
                .as(Profile::new)
                .withoutEdgeCases();
    }

    /** Any business identifier, the wholly empty one included. */
    public static Arbitrary<ExternalIdentifier> externalIdentifiers() {
        Arbitrary<Optional<String>> systems = Arbitraries.of(
                Optional.of("https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/nihdi"),
                Optional.of(""),
                Optional.empty());
        Arbitrary<Optional<String>> uses =
                Choice.optional(50, Arbitraries.of("usual", "official", "temp", "secondary", "old", "other"));
        return Combinators.combine(
                        systems,
                        Choice.optional(90, TextArbitraries.anyText(MAX_TEXT_LENGTH)),
                        uses,
                        UnknownMembersArbitraries.unknownMembers())
                .as(ExternalIdentifier::new)
                .withoutEdgeCases();
    }

    /** Any group. */
    public static Arbitrary<GroupId> groupIds() {
        return TextArbitraries.text(UserId.MAX_LENGTH).map(GroupId::new);
    }

    private static Arbitrary<String> names() {
        return Choice.of(99, TextArbitraries.anyText(Profile.MAX_NAME_LENGTH))
                .or(1, Arbitraries.just(TextArbitraries.longest("ﷺ", Profile.MAX_NAME_LENGTH)))
                .arbitrary();
    }
}
