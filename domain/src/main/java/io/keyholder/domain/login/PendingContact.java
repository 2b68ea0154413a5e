package io.keyholder.domain.login;

import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.internal.Check;
import io.keyholder.domain.invitation.Contact;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A new email or phone of a user that waits for the code that was sent there. Immutable; holds no code, and shows no
 * contact in {@code toString}.
 *
 * @param contact the new one
 * @param previous what it takes the place of, as written; absent when the user had none
 * @param codeHash the hash of the code
 * @param requested when it was asked for
 * @param wrongCodes how many wrong codes were tried, fewer than {@value #MOST_WRONG_CODES}
 */
public record PendingContact(
        Contact contact, Optional<String> previous, PasswordHash codeHash, Instant requested, int wrongCodes) {
    /** How long a code counts: what SECURITY case 24 allows for a short one. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    /** After so many wrong codes the right one does not count any more. */
    public static final int MOST_WRONG_CODES = 5;

    public PendingContact {
        Check.that(wrongCodes >= 0 && wrongCodes < MOST_WRONG_CODES, "wrong codes", "are not 0 to " + MOST_WRONG_CODES);
    }

    /** The first moment at which its code no longer counts. */
    public Instant expires() {
        return requested.plus(LIFE);
    }

    /** Whether its code counts at {@code now}. */
    public boolean isOpenAt(Instant now) {
        return now.isBefore(expires());
    }

    /** The same after one more wrong code; absent when that was one too many. */
    public Optional<PendingContact> afterWrongCode() {
        return wrongCodes + 1 == MOST_WRONG_CODES
                ? Optional.empty()
                : Optional.of(new PendingContact(contact, previous, codeHash, requested, wrongCodes + 1));
    }

    /** The same with another code. */
    public PendingContact withCode(PasswordHash newCodeHash) {
        return new PendingContact(contact, previous, newCodeHash, requested, wrongCodes);
    }

    @Override
    public String toString() {
        return "PendingContact[" + contact + ", requested " + requested + "]";
    }
}
