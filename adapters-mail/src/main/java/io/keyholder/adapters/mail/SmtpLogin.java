package io.keyholder.adapters.mail;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;

/**
 * How the host proves itself to an SMTP server. Immutable; silent in {@code toString}.
 *
 * @param name who it is there
 * @param password kept open for as long as the sender is used; the caller closes it then
 */
public record SmtpLogin(String name, Password password) {
    public SmtpLogin {
        if (name.isEmpty()) {
            throw new InvalidValueException("SMTP login", "has an empty name");
        }
    }

    @Override
    public String toString() {
        return "SmtpLogin[hidden]";
    }
}
