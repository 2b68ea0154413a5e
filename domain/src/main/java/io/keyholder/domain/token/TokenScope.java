package io.keyholder.domain.token;

import io.keyholder.domain.internal.Check;
import io.keyholder.domain.permission.PermissionType;
import java.util.Set;

/** What a token may be used for, at most: it never adds to the permissions of its user. */
public sealed interface TokenScope {
    /** All that the user may do. */
    record Unrestricted() implements TokenScope {
        @Override
        public boolean allows(PermissionType type) {
            return true;
        }

        @Override
        public boolean isWithin(TokenScope other) {
            return other instanceof Unrestricted;
        }
    }

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

        @Override
        public boolean allows(PermissionType type) {
            return types.contains(type);
        }

        @Override
        public boolean isWithin(TokenScope other) {
            return types.stream().allMatch(other::allows);
        }
    }

    /** All that the user may do. */
    static TokenScope unrestricted() {
        return new Unrestricted();
    }

    /** Whether the scope lets a permission of this type through. */
    boolean allows(PermissionType type);

    /** Whether this scope lets nothing through that the other does not. */
    boolean isWithin(TokenScope other);
}
