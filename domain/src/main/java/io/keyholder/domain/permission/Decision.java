package io.keyholder.domain.permission;

import io.keyholder.domain.text.LocalizableText;

/** The answer to "may this be done?", with what decided it. */
public sealed interface Decision {
    /** What was asked. */
    PermissionType asked();

    /** Whether the answer is yes. */
    default boolean isGranted() {
        return this instanceof Granted;
    }

    /** What was decided, for a person; its key is the same whatever the type is. */
    LocalizableText text();

    /** The same in English, for a log. */
    default String explanation() {
        return text().english();
    }

    /**
     * Yes.
     *
     * @param by the deciding grant: of the asked type, or of {@link PermissionType#ADMIN}
     * @param in the permission that holds it
     */
    record Granted(PermissionType asked, PermissionItem by, Permission in) implements Decision {
        @Override
        public LocalizableText text() {
            return by.type().equals(asked)
                    ? LocalizableText.of("decision.granted", asked + " is granted.")
                    : LocalizableText.of(
                            "decision.implied", asked + " is granted, because " + by.type() + " implies it.");
        }
    }

    /**
     * No: it is revoked.
     *
     * @param by the deciding revoke
     * @param in the permission that holds it
     */
    record Revoked(PermissionType asked, PermissionItem by, Permission in) implements Decision {
        @Override
        public LocalizableText text() {
            return LocalizableText.of("decision.revoked", asked + " is denied, because it is revoked.");
        }
    }

    /** No: nothing that applies here and now grants it. */
    record NotGranted(PermissionType asked) implements Decision {
        @Override
        public LocalizableText text() {
            return LocalizableText.of(
                    "decision.notGranted", asked + " is denied, because nothing that applies grants it.");
        }
    }

    /** No: the token that the user got in by is for other things, whatever the user may do. */
    record OutOfScope(PermissionType asked) implements Decision {
        @Override
        public LocalizableText text() {
            return LocalizableText.of(
                    "decision.outOfScope", asked + " is denied, because the token that was used is for other things.");
        }
    }
}
