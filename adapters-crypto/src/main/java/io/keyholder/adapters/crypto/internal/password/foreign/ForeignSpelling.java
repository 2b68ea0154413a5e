package io.keyholder.adapters.crypto.internal.password.foreign;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The texts that a stored hash may be meant as: without the blanks, line ends and zero bytes that files and C programs
 * leave around it, and without the scheme that a framework or directory puts before a hash that names its function
 * itself. Stateless.
 */
public final class ForeignSpelling {
    private static final Pattern AROUND = Pattern.compile("^[\\s\\x00]+|[\\s\\x00]+$");
    private static final Pattern SCHEME = Pattern.compile(
            "^\\{(?:crypt|bcrypt|blf-crypt|argon2(?:i|d|id)?|argon2@SpringSecurity_v5_8"
                    + "|pbkdf2|scrypt|sha512-crypt|sha256-crypt|md5-crypt|x-php(?:ass)?|phpass)\\}(?=\\$)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FRAMEWORK = Pattern.compile("^(?:argon2|bcrypt\\$)(?=\\$)");

    private ForeignSpelling() {}

    /** The texts to be read, the stored one first. */
    public static Set<String> of(String stored) {
        String bare = AROUND.matcher(stored).replaceAll("");
        String unschemed = SCHEME.matcher(bare).replaceFirst("");
        Set<String> texts = new LinkedHashSet<>();
        texts.add(stored);
        texts.add(bare);
        texts.add(unschemed);
        texts.add(FRAMEWORK.matcher(unschemed).replaceFirst(""));
        return texts;
    }
}
