package io.keyholder.springboot.security.authentication;

import org.springframework.security.authentication.AuthenticationServiceException;

/** Too many passwords are being hashed: nothing was judged or counted. The same attempt may succeed in some seconds. */
public final class LoginBusyException extends AuthenticationServiceException {
    private static final long serialVersionUID = 1L;

    LoginBusyException(String message) {
        super(message);
    }
}
