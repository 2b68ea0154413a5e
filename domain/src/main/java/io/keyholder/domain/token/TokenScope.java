package io.keyholder.domain.token;

import io.keyholder.domain.internal.Check;
import io.keyholder.domain.permission.PermissionType;
import java.util.Set;

/** What a token may be used for, at most: it never adds to the permissions of its user. */
public sealed interface TokenScope {
    /** All that the user may do. */
    record Unrestricted() implements TokenScope {}

    /**
     * Only these permission types, as far as the user has them.
     *
     * @param types at least one
     */
    record Restricted(Set<PermissionType> types) implements TokenScope {
        public Restricted {
            types = Check.set(types);
            Check.that(!types.isEmpty(), "token scope", "names no permission type");
        }
    }

    /** All that the user may do. */
    static TokenScope unrestricted() {
        return new Unrestricted();
    }

    /** Whether the scope lets a permission of this type through. */
    default boolean allows(PermissionType type) {
        return this instanceof Unrestricted || ((Restricted) this).types().contains(type);
    }
}
