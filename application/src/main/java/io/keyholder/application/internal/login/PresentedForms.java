package io.keyholder.application.internal.login;

import io.keyholder.domain.credential.CopiedText;
import io.keyholder.domain.credential.Password;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The forms in which a presented token is compared: as it is, since tokens of other software may hold any character;
 * then as {@link CopiedText} reads it, with dashes, and without. How many there are depends on what is presented, not
 * on what is stored.
 */
public final class PresentedForms {
    private PresentedForms() {}

    /** What the first form gives that gives something. */
    public static <T> Optional<T> firstOf(Password presented, Function<Password, Optional<T>> action) {
        for (String form : of(presented)) {
            try (Password plain = Password.of(form)) {
                Optional<T> result = action.apply(plain);
                if (result.isPresent()) {
                    return result;
                }
            }
        }
        return Optional.empty();
    }

    /** How many bytes the shortest form has. */
    public static int shortestSizeBytes(Password presented) {
        return of(presented).stream()
                .mapToInt(form -> form.getBytes(StandardCharsets.UTF_8).length)
                .min()
                .orElse(0);
    }

    private static Set<String> of(Password presented) {
        byte[] utf8 = presented.utf8();
        String asIs = new String(utf8, StandardCharsets.UTF_8);
        Arrays.fill(utf8, (byte) 0);
        String code = CopiedText.code(asIs);
        Set<String> forms = new LinkedHashSet<>();
        forms.add(asIs);
        forms.add(CopiedText.unbroken(asIs));
        if (code.chars().allMatch(each -> each >= '0' && each <= '9')) {
            forms.add(code);
        }
        return forms;
    }
}
