package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.Tokens;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for tokens. */
public final class TokenArbitraries {
    private static final int MAX_TOKENS = 2;
    private static final int MAX_NAME_LENGTH = 1_000;

    private TokenArbitraries() {}

    /** None, or a few of both kinds. */
    public static Arbitrary<Tokens> tokens() {
        return Combinators.combine(
                        Maps.upTo(MAX_TOKENS, names(), authenticationTokens()),
                        Maps.upTo(MAX_TOKENS, names(), applicationTokens()))
                .as(Tokens::new)
                .withoutEdgeCases();
    }

    /** Any hashed token, usable or not. */
    public static Arbitrary<AuthenticationToken> authenticationTokens() {
        return Combinators.combine(
                        CredentialArbitraries.passwordHashes(),
                        InstantArbitraries.instants(),
                        tokenValidities(),
                        tokenScopes(),
                        Choice.optional(20, InstantArbitraries.instants()),
                        UnknownMembersArbitraries.unknownMembers())
                .as(AuthenticationToken::new)
                .withoutEdgeCases();
    }

    /** Any legacy token. */
    public static Arbitrary<ApplicationToken> applicationTokens() {
        return TextArbitraries.text(ApplicationToken.MAX_LENGTH).map(ApplicationToken::of);
    }

    /** One second to longer than the universe, or unlimited. */
    public static Arbitrary<TokenValidity> tokenValidities() {
        return Choice.<TokenValidity>of(1, Arbitraries.just(TokenValidity.unlimited()))
                .or(4, seconds().map(TokenValidity::seconds))
                .arbitrary();
    }

    /** Unrestricted for the most part, else any set of permission types. */
    public static Arbitrary<TokenScope> tokenScopes() {
        Arbitrary<Set<PermissionType>> types =
                PermissionArbitraries.permissionTypes().set().ofMinSize(1).ofMaxSize(5);
        return Choice.<TokenScope>of(3, Arbitraries.just(TokenScope.unrestricted()))
                .or(1, types.map(TokenScope.Restricted::new))
                .arbitrary();
    }

    private static Arbitrary<Long> seconds() {
        return Choice.of(4, Arbitraries.of(1L, 600L, 601L, 3_600L, 172_800L, 315_360_000L, Long.MAX_VALUE))
                .or(1, Arbitraries.longs().greaterOrEqual(1).withoutEdgeCases())
                .arbitrary();
    }

    private static Arbitrary<String> names() {
        return TextArbitraries.anyText(MAX_NAME_LENGTH);
    }
}
