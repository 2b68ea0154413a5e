package io.keyholder.ports.onetimepassword;

import io.keyholder.domain.credential.TotpSecret;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Time-based one-time passwords (RFC 6238) over secrets in clear, in any stored form (FORMATS section 6).
 * Implementations MUST be thread-safe and MUST compare in constant time over the whole window.
 */
public interface OneTimePassword {
    /** A fresh secret of 160 bits or more, in the form {@code ALG:digits:base32}. */
    TotpSecret newSecret();

    /** Whether the stored form can be read; a secret that cannot be read checks nothing and lets no user in. */
    boolean isReadable(TotpSecret secret);

    /**
     * The time step that a code belongs to, among those acceptable at {@code now}; absent when it is wrong, malformed
     * or the secret is unreadable. Whether the step was used before is the caller's to know.
     */
    OptionalLong matchingStep(TotpSecret secret, String code, Instant now);

    /**
     * The {@code otpauth://} URI that authenticator programs read. It holds the secret.
     *
     * @param issuer who asks for codes, such as the practice's name
     * @param account whom they are for, such as the login
     * @throws io.keyholder.domain.InvalidValueException when the secret is unreadable
     */
    String enrolmentUri(TotpSecret secret, String issuer, String account);
}
