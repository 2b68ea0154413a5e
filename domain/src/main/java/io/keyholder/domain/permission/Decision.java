package io.keyholder.domain.permission;

/** The answer to "may this be done?", with what decided it. */
public sealed interface Decision {
    /** What was asked. */
    PermissionType asked();

    /** Whether the answer is yes. */
    default boolean isGranted() {
        return this instanceof Granted;
    }

    /** One line for a log or a person, without personal data. */
    String explanation();

    /**
     * Yes.
     *
     * @param by the deciding grant: of the asked type, or of {@link PermissionType#ADMIN}
     * @param in the permission that holds it
     */
    record Granted(PermissionType asked, PermissionItem by, Permission in) implements Decision {
        @Override
        public String explanation() {
            return by.type().equals(asked)
                    ? asked + " is granted"
                    : asked + " is granted, because " + by.type() + " is granted and implies it";
        }
    }

    /**
     * No: somebody revoked it.
     *
     * @param by the deciding revoke
     * @param in the permission that holds it
     */
    record Revoked(PermissionType asked, PermissionItem by, Permission in) implements Decision {
        @Override
        public String explanation() {
            return asked + " is denied, because it is revoked";
        }
    }

    /** No: nothing that applies here and now grants it. */
    record NotGranted(PermissionType asked) implements Decision {
        @Override
        public String explanation() {
            return asked + " is denied, because nothing that applies grants it";
        }
    }

    /** No: the token that the user got in by is for other things, whatever the user may do. */
    record OutOfScope(PermissionType asked) implements Decision {
        @Override
        public String explanation() {
            return asked + " is denied, because the token that was used is for other things";
        }
    }
}
