package io.keyholder.application.login;

import io.keyholder.application.internal.Arguments;
import io.keyholder.domain.token.TokenValue;

/**
 * Proof that a password was right, to be presented with the code that is still to come. Works once, for a few minutes.
 * Silent in {@code toString}. Immutable.
 *
 * @param value to be kept by the caller and shown to no one
 */
public record LoginTicket(TokenValue value) {
    public LoginTicket {
        Arguments.required("ticket", value);
    }
}
