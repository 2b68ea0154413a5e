package io.keyholder.application.login;

import io.keyholder.application.internal.Arguments;
import io.keyholder.domain.credential.Password;

/** What someone presents to get in. The caller closes the passwords in it. */
public sealed interface Credential {
    /** A password; where the policy allows it, also iCure's {@code password|code} and a token in its place. */
    record PasswordOnly(Password password) implements Credential {
        public PasswordOnly {
            Arguments.required("password", password);
        }
    }

    /**
     * A password and the code of the second factor, or a recovery code, in one step.
     *
     * @param code as typed, read as {@link io.keyholder.domain.credential.CopiedText} describes
     */
    record PasswordAndCode(Password password, String code) implements Credential {
        public PasswordAndCode {
            Arguments.required("password", password);
            Arguments.required("code", code);
        }

        @Override
        public String toString() {
            return "PasswordAndCode[hidden]";
        }
    }

    /**
     * The code, or a recovery code, as the second step after a right password.
     *
     * @param ticket what the first step answered
     * @param code as typed, read as {@link io.keyholder.domain.credential.CopiedText} describes
     */
    record CodeAfterPassword(LoginTicket ticket, String code) implements Credential {
        public CodeAfterPassword {
            Arguments.required("ticket", ticket);
            Arguments.required("code", code);
        }

        @Override
        public String toString() {
            return "CodeAfterPassword[hidden]";
        }
    }

    /**
     * A token of ours, which names its user itself; application tokens are such tokens without an end.
     *
     * @param text as presented, read as {@link io.keyholder.domain.credential.CopiedText} describes
     */
    record Token(Password text) implements Credential {
        public Token {
            Arguments.required("token", text);
        }
    }

    /**
     * A token that an invitation sent: it lets a user in that is still registering, to accept.
     *
     * @param text as presented, read as {@link io.keyholder.domain.credential.CopiedText} describes
     */
    record Invitation(Password text) implements Credential {
        public Invitation {
            Arguments.required("invitation", text);
        }
    }

    /**
     * A token that does not say whose it is, so that the identifier must: a short code, a token that iCure made, or,
     * where the policy allows it, a legacy token of an application that old databases keep in clear.
     *
     * @param value as presented; when it is wrong as it is, it is read as
     *     {@link io.keyholder.domain.credential.CopiedText} describes
     */
    record TokenOfUser(Password value) implements Credential {
        public TokenOfUser {
            Arguments.required("token", value);
        }
    }
}
