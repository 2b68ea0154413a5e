package io.keyholder.application.password;

import io.keyholder.domain.text.LocalizableText;
import java.util.Map;

/** What is wrong with a new password. */
public sealed interface PasswordFlaw {
    /** What is wrong, for a person. */
    LocalizableText text();

    /**
     * It has fewer characters than the rules ask for.
     *
     * @param minimum the least number of characters, which {@link #text} carries as {@code minimum}
     */
    record TooShort(int minimum) implements PasswordFlaw {
        @Override
        public LocalizableText text() {
            return new LocalizableText(
                    "password.tooShort", Map.of("minimum", (long) minimum), "Use at least " + minimum + " characters.");
        }
    }

    /**
     * It has more characters than the rules allow.
     *
     * @param maximum the most characters, which {@link #text} carries as {@code maximum}
     */
    record TooLong(int maximum) implements PasswordFlaw {
        @Override
        public LocalizableText text() {
            return new LocalizableText(
                    "password.tooLong", Map.of("maximum", (long) maximum), "Use at most " + maximum + " characters.");
        }
    }

    /** It is one that everyone tries first. */
    record Common() implements PasswordFlaw {
        @Override
        public LocalizableText text() {
            return LocalizableText.of("password.common", "This password is among those that are tried first.");
        }
    }

    /** It contains the user's own login, email address, phone number or name. */
    record ContainsIdentifier() implements PasswordFlaw {
        @Override
        public LocalizableText text() {
            return LocalizableText.of(
                    "password.containsIdentifier", "Leave out your own name, login, email address and phone number.");
        }
    }
}
