package io.keyholder.application.internal.credential;

import io.keyholder.domain.credential.CopiedText;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.TokenHasher;
import io.keyholder.ports.randomness.SecretGenerator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Codes for the day the authenticator is lost: ten of 120 bits, in six groups of four characters that cannot be
 * mistaken for each other. Shown once, stored as hashes, each good for one login.
 */
final class RecoveryCodes {
    private static final int HOW_MANY = 10;
    private static final int CHARACTERS = 24;
    private static final int GROUP = 4;

    /** 32 characters without 0, 1, I and O. */
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private RecoveryCodes() {}

    /** Fresh codes as they are shown. */
    static List<String> fresh(SecretGenerator secrets) {
        return IntStream.range(0, HOW_MANY).mapToObj(index -> one(secrets)).toList();
    }

    /** The hashes to be stored. */
    static List<PasswordHash> hashed(List<String> codes, TokenHasher hasher) {
        return codes.stream().map(code -> hash(code, hasher)).toList();
    }

    private static PasswordHash hash(String code, TokenHasher hasher) {
        try (Password plain = Password.of(CopiedText.code(code))) {
            return hasher.hash(plain);
        }
    }

    private static String one(SecretGenerator secrets) {
        byte[] random = secrets.nextBytes(CHARACTERS);
        StringBuilder code = new StringBuilder();
        for (int index = 0; index < CHARACTERS; index++) {
            if (index > 0 && index % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(random[index] & (ALPHABET.length() - 1)));
        }
        return code.toString();
    }
}
