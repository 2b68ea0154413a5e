package io.keyholder.adapters.mail;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;

/**
 * How the host authenticates at an SMTP server. Immutable; silent in {@code toString}.
 *
 * @param name the account there
 * @param password the password or access token, kept open as long as the sender is used; the caller closes it then
 * @param mechanism which of the two it is
 */
public record SmtpLogin(String name, Password password, SmtpMechanism mechanism) {
    public SmtpLogin {
        if (name.isEmpty()) {
            throw new InvalidValueException("SMTP login", "has an empty name");
        }
    }

    /** A login by password. */
    public SmtpLogin(String name, Password password) {
        this(name, password, SmtpMechanism.PASSWORD);
    }

    /** A login by an OAuth 2.0 access token. When it expires, the host makes another sender with a new one. */
    public static SmtpLogin withAccessToken(String name, Password token) {
        return new SmtpLogin(name, token, SmtpMechanism.ACCESS_TOKEN);
    }

    @Override
    public String toString() {
        return "SmtpLogin[hidden]";
    }
}
