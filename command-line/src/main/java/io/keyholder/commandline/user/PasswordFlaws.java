package io.keyholder.commandline.user;

import io.keyholder.application.password.PasswordFlaw;
import java.util.Set;
import java.util.stream.Collectors;

/** The reasons why a new password is not accepted, in words. */
public final class PasswordFlaws {
    private PasswordFlaws() {}

    public static String inWords(Set<PasswordFlaw> flaws) {
        return flaws.stream()
                .map(flaw -> flaw.text().english())
                .sorted()
                .collect(Collectors.joining(" ", "the password is not accepted: ", ""));
    }
}
