package io.keyholder.application.secondfactor;

import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.result.Outcome;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.IdentifierKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What became of a change to a second factor. */
public sealed interface SecondFactorResult extends Outcome<SecondFactorResult> {
    /**
     * A secret waits for its first code; until then logging in asks for none.
     *
     * @param secret in the form that is stored; {@link #typedSecret()} is the form that a person types
     * @param uri the same as {@code otpauth://} URI, to be shown as a QR picture; holds the secret
     */
    record Enrolled(TotpSecret secret, String uri) implements SecondFactorResult {
        private static final Pattern SECRET_PARAMETER = Pattern.compile("[?&]secret=([A-Za-z2-7]+)");
        private static final Pattern GROUP_END = Pattern.compile("(?<=\\G.{4})(?=.)");

        /**
         * The secret as a person types it into an authenticator that scans no picture: Base32 in groups of four
         * letters. To be shown once.
         */
        public String typedSecret() {
            return SECRET_PARAMETER
                    .matcher(uri)
                    .results()
                    .map(found -> GROUP_END.matcher(found.group(1)).replaceAll(" "))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the URI of the second factor holds no secret"));
        }

        @Override
        public String toString() {
            return "Enrolled[hidden]";
        }
    }

    /**
     * The second factor is on.
     *
     * @param recoveryCodes each good for one login without the authenticator; shown once
     */
    record Confirmed(List<String> recoveryCodes) implements SecondFactorResult {
        public Confirmed {
            recoveryCodes = List.copyOf(recoveryCodes);
        }

        @Override
        public String toString() {
            return "Confirmed[hidden]";
        }
    }

    /** There is none any more. */
    record Removed() implements SecondFactorResult {}

    /** The code is wrong or was used before; this counted as a guess. */
    record WrongCode() implements SecondFactorResult {}

    /**
     * Too many guesses; nothing was judged.
     *
     * @param retryAt when a further one is judged
     */
    record Paused(Instant retryAt) implements SecondFactorResult {}

    /** The second factor is on already: remove it first. */
    record AlreadyOn() implements SecondFactorResult {}

    /** There is nothing to confirm or to renew. */
    record NotEnrolled() implements SecondFactorResult {}

    /** The acting user may not do this; nothing was judged or changed. */
    record Forbidden(Refusal refusal) implements SecondFactorResult, ForbiddenOutcome {}

    /**
     * The user cannot be stored, because someone else holds one of its identifiers: two users of before us share it.
     *
     * @param key which
     */
    record IdentifierTaken(IdentifierKey key) implements SecondFactorResult {}

    /** There is no such user. */
    record NoSuchUser() implements SecondFactorResult {}

    @Override
    default Optional<SecondFactorResult> success() {
        return this instanceof Enrolled || this instanceof Confirmed || this instanceof Removed
                ? Optional.of(this)
                : Optional.empty();
    }
}
