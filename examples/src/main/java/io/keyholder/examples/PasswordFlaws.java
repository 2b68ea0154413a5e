package io.keyholder.examples;

import io.keyholder.application.password.PasswordFlaw;
import java.util.Set;
import java.util.stream.Collectors;

/** Says why a new password is not accepted. */
final class PasswordFlaws {
    private PasswordFlaws() {}

    static String inWords(Set<PasswordFlaw> flaws) {
        return flaws.stream()
                .map(flaw -> flaw.text().english())
                .sorted()
                .collect(Collectors.joining(" ", "the password is not accepted: ", ""));
    }
}
