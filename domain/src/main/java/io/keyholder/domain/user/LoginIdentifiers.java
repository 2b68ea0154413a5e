package io.keyholder.domain.user;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.internal.Check;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a user may type to say who it is: login, email address, mobile phone; at least one. All share one namespace: no
 * other user may have any of them in any of the three places, compared by {@link IdentifierKey}. The written form is
 * kept and is what messages go to. Immutable; without content in {@code toString}, because it is personal data.
 *
 * @param login a name of its own
 * @param email an email address
 * @param mobilePhone a mobile phone number
 */
public record LoginIdentifiers(Optional<String> login, Optional<String> email, Optional<String> mobilePhone) {
    public LoginIdentifiers {
        if (login.isEmpty() && email.isEmpty() && mobilePhone.isEmpty()) {
            throw new InvalidValueException("user", "has neither login, email nor mobile phone");
        }
        login.ifPresent(text -> check("login", text));
        email.ifPresent(text -> check("email", text));
        mobilePhone.ifPresent(text -> check("mobile phone", text));
    }

    /** A login only. */
    public static LoginIdentifiers login(String login) {
        return new LoginIdentifiers(Optional.of(login), Optional.empty(), Optional.empty());
    }

    /** An email address, which is the login as well, as iCure encourages. */
    public static LoginIdentifiers email(String email) {
        return new LoginIdentifiers(Optional.of(email), Optional.of(email), Optional.empty());
    }

    /** The same with a login. */
    public LoginIdentifiers withLogin(String newLogin) {
        return new LoginIdentifiers(Optional.of(newLogin), email, mobilePhone);
    }

    /** The same with an email address. */
    public LoginIdentifiers withEmail(String newEmail) {
        return new LoginIdentifiers(login, Optional.of(newEmail), mobilePhone);
    }

    /** The same with a mobile phone. */
    public LoginIdentifiers withMobilePhone(String newMobilePhone) {
        return new LoginIdentifiers(login, email, Optional.of(newMobilePhone));
    }

    /** The distinct comparison keys: one to three. */
    public Set<IdentifierKey> keys() {
        Set<IdentifierKey> keys = new LinkedHashSet<>();
        Stream.of(login, email, mobilePhone)
                .map(identifier -> identifier.map(IdentifierKey::of).orElse(null))
                .filter(Objects::nonNull)
                .forEach(keys::add);
        return Check.set(keys);
    }

    @Override
    public String toString() {
        return "LoginIdentifiers[login " + state(login) + ", email " + state(email) + ", mobile phone "
                + state(mobilePhone) + "]";
    }

    private static String state(Optional<String> identifier) {
        return identifier.isPresent() ? "present" : "absent";
    }

    private static void check(String what, String text) {
        try {
            IdentifierKey.of(text);
        } catch (InvalidValueException invalid) {
            throw new InvalidValueException(what, invalid.problem());
        }
    }
}
