package io.keyholder.application.internal.login;

import io.keyholder.ports.randomness.SecretGenerator;

/** Numeric codes, each as likely as any other: bytes that would favour low digits are thrown away. */
public final class ShortCodes {
    private static final int DIGITS = 10;
    private static final int UNBIASED_BYTES = 250;

    private ShortCodes() {}

    public static String fresh(SecretGenerator secrets, int digits) {
        StringBuilder code = new StringBuilder();
        while (code.length() < digits) {
            int random = secrets.nextBytes(1)[0] & 0xff;
            if (random < UNBIASED_BYTES) {
                code.append((char) ('0' + random % DIGITS));
            }
        }
        return code.toString();
    }
}
