package io.keyholder.web.view;

import io.keyholder.application.password.PasswordFlaw;
import java.util.Collection;
import java.util.List;

/** What is wrong with a password, for people. Stateless. */
public final class Flaws {
    private Flaws() {}

    /** The sentences, in a stable order. */
    public static List<String> texts(Collection<PasswordFlaw> flaws) {
        return flaws.stream().map(flaw -> flaw.text().english()).sorted().toList();
    }
}
