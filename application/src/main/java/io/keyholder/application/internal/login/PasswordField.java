package io.keyholder.application.internal.login;

import io.keyholder.application.login.LoginPolicy;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.user.User;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a password field held: the password, and in iCure's form a code after the last {@code |} (FORMATS section 6).
 * The form is read so only for a user who demands a code: for others all of it is the password, so that nothing is ever
 * skipped.
 *
 * @param password a copy; closed by the one who asked
 * @param code as typed
 */
record PasswordField(Password password, Optional<String> code) {
    private static final int SEPARATOR = '|';
    private static final int MIN_CODE_DIGITS = 6;
    private static final int MAX_CODE_DIGITS = 8;

    static PasswordField read(
            Password typed, Optional<String> code, LoginPolicy.PasswordForm form, Optional<User> user) {
        byte[] utf8 = typed.utf8();
        try {
            int separator = separatorIn(utf8);
            boolean split = form == LoginPolicy.PasswordForm.ICURE
                    && code.isEmpty()
                    && separator >= 0
                    && user.filter(known -> known.credentials().secondFactor().isDemanded())
                            .isPresent();
            return split
                    ? new PasswordField(
                            decoded(utf8, separator),
                            Optional.of(new String(
                                    utf8, separator + 1, utf8.length - separator - 1, StandardCharsets.UTF_8)))
                    : new PasswordField(decoded(utf8, utf8.length), code);
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    private static int separatorIn(byte[] utf8) {
        int at = utf8.length - 1;
        while (at >= 0 && utf8[at] >= '0' && utf8[at] <= '9') {
            at--;
        }
        int digits = utf8.length - 1 - at;
        return at >= 0 && utf8[at] == SEPARATOR && digits >= MIN_CODE_DIGITS && digits <= MAX_CODE_DIGITS ? at : -1;
    }

    private static Password decoded(byte[] utf8, int length) {
        CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8, 0, length));
        Password password = Password.of(text);
        text.clear();
        while (text.hasRemaining()) {
            text.put('\0');
        }
        return password;
    }
}
