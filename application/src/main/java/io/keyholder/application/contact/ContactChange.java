package io.keyholder.application.contact;

import io.keyholder.domain.invitation.Contact;
import java.util.Locale;
import java.util.Optional;

/**
 * A new email or phone for a user. Shows no contact in {@code toString}.
 *
 * @param to the new one, which the code goes to
 * @param previous what it takes the place of, as the one who asks knows it; absent for a first one
 * @param language of the message
 */
public record ContactChange(Contact to, Optional<String> previous, Locale language) {
    /** In English. */
    public ContactChange(Contact to, Optional<String> previous) {
        this(to, previous, Locale.ENGLISH);
    }

    @Override
    public String toString() {
        return "ContactChange[to " + to + "]";
    }
}
