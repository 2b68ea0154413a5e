package io.keyholder.domain.user;

import io.keyholder.domain.identity.GroupId;
import io.keyholder.domain.internal.Check;
import java.util.List;
import java.util.Optional;

/**
 * Who the user is for people. Immutable; without content in {@code toString}, because it is personal data.
 *
 * @param name the display name; any text of up to {@value #MAX_NAME_LENGTH} UTF-16 units
 * @param group the practice or hospital
 * @param externalIdentifiers business identifiers
 */
public record Profile(Optional<String> name, Optional<GroupId> group, List<ExternalIdentifier> externalIdentifiers) {
    /** The longest name, in UTF-16 units. */
    public static final int MAX_NAME_LENGTH = 10_000;

    /** Nothing known. */
    public static final Profile NONE = new Profile(Optional.empty(), Optional.empty(), List.of());

    public Profile {
        name.ifPresent(text -> Check.anyText("name", text, MAX_NAME_LENGTH));
        externalIdentifiers = Check.list(externalIdentifiers);
    }

    /** The same with a name. */
    public Profile withName(String newName) {
        return new Profile(Optional.of(newName), group, externalIdentifiers);
    }

    /** The same in a group. */
    public Profile withGroup(GroupId newGroup) {
        return new Profile(name, Optional.of(newGroup), externalIdentifiers);
    }

    @Override
    public String toString() {
        return "Profile[hidden]";
    }
}
