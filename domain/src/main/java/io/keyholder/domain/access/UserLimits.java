package io.keyholder.domain.access;

import io.keyholder.domain.internal.Check;
import io.keyholder.domain.text.LocalizableText;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.User;
import java.util.Map;
import java.util.Optional;

/**
 * How much one user may hold, so that no user fills the store or the memory of the host. Only growth beyond a limit is
 * refused: a user that held more before may still be changed and made smaller. Immutable.
 *
 * @param properties how many properties: 0 or more
 * @param tokens how many tokens, legacy tokens in clear included: 0 to {@link Tokens#MOST_COMPARED}
 * @param roles how many roles and items of permissions together: 0 or more
 * @param delegates how many automatic delegations: 0 or more
 * @param keys how many public keys of its data owner: 0 or more
 * @param bytes how many bytes of text all of these have together, keys excepted: 0 or more
 */
public record UserLimits(int properties, int tokens, int roles, int delegates, int keys, int bytes) {
    /** For what users add to themselves. */
    public static final UserLimits OF_ONESELF = new UserLimits(100, 50, 100, 100, 20, 128 * 1024);

    /** For what the host and its administrators and professionals add to users. */
    public static final UserLimits OF_OTHERS =
            new UserLimits(1_000, Tokens.MOST_COMPARED, 1_000, 1_000, 100, 1024 * 1024);

    public UserLimits {
        requireCount("properties", properties);
        requireCount("tokens", tokens);
        requireCount("roles", roles);
        requireCount("delegates", delegates);
        requireCount("keys", keys);
        requireCount("bytes", bytes);
        Check.that(tokens <= Tokens.MOST_COMPARED, "limit of tokens", "is over " + Tokens.MOST_COMPARED);
    }

    /** What is limited. */
    public enum Limited {
        PROPERTIES("properties"),
        TOKENS("tokens"),
        ROLES_AND_PERMISSIONS("roles and permissions"),
        AUTOMATIC_DELEGATIONS("automatic delegations"),
        KEYS("public keys"),
        BYTES("bytes of text");

        private final String named;

        Limited(String named) {
            this.named = named;
        }
    }

    /**
     * More than is allowed.
     *
     * @param what is too much
     * @param wanted how much there would be
     * @param allowed how much may be
     */
    public record Excess(Limited what, long wanted, long allowed) {
        /** What is too much, for a person; the numbers are {@code wanted} and {@code allowed}. */
        public LocalizableText text() {
            return new LocalizableText(
                    "limit." + what.name(),
                    Map.of("wanted", wanted, "allowed", allowed),
                    "The user would have " + wanted + " " + what.named + ", and " + allowed + " are allowed.");
        }
    }

    /**
     * The first limit that a change of a user exceeds; absent when it exceeds none.
     *
     * @param before the user as it is; absent when it is being created
     */
    public Optional<Excess> excessOf(Optional<User> before, User after) {
        return UserSize.of(after).excessOver(before.map(UserSize::of).orElse(UserSize.NOTHING), this);
    }

    /** What one more key would exceed; absent when nothing. */
    public Optional<Excess> excessOfKeys(int registered) {
        return registered < keys ? Optional.empty() : Optional.of(new Excess(Limited.KEYS, registered + 1L, keys));
    }

    /** The same with another number of properties. */
    public UserLimits withProperties(int number) {
        return new UserLimits(number, tokens, roles, delegates, keys, bytes);
    }

    /** The same with another number of tokens. */
    public UserLimits withTokens(int number) {
        return new UserLimits(properties, number, roles, delegates, keys, bytes);
    }

    /** The same with another number of roles and items of permissions. */
    public UserLimits withRoles(int number) {
        return new UserLimits(properties, tokens, number, delegates, keys, bytes);
    }

    /** The same with another number of automatic delegations. */
    public UserLimits withDelegates(int number) {
        return new UserLimits(properties, tokens, roles, number, keys, bytes);
    }

    /** The same with another number of keys. */
    public UserLimits withKeys(int number) {
        return new UserLimits(properties, tokens, roles, delegates, number, bytes);
    }

    /** The same with another number of bytes. */
    public UserLimits withBytes(int number) {
        return new UserLimits(properties, tokens, roles, delegates, keys, number);
    }

    private static void requireCount(String what, int number) {
        Check.that(number >= 0, "limit of " + what, "is negative");
    }
}
