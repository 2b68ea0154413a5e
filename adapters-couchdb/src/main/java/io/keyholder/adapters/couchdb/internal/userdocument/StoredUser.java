package io.keyholder.adapters.couchdb.internal.userdocument;

import io.keyholder.adapters.couchdb.conflict.UserPart;
import io.keyholder.adapters.couchdb.internal.database.Versions;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.user.User;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A user as it is stored, in one version or several. Immutable.
 *
 * @param versions all versions of its document
 * @param shown the document that a write replaces
 * @param readings the user of each version, the shown one first
 */
public record StoredUser(Versions versions, Document shown, List<User> readings) {
    /** The user of these versions, as they stand; absent when none of them is a user. */
    public static Optional<StoredUser> of(Versions versions) {
        return of(versions, UserForm::read);
    }

    /** The same, each version read in this way. */
    public static Optional<StoredUser> of(Versions versions, Function<Document, User> reading) {
        List<Document> users = versions.live().stream().filter(UserForm::isUser).toList();
        return users.isEmpty()
                ? Optional.empty()
                : Optional.of(new StoredUser(
                        versions, users.get(0), users.stream().map(reading).toList()));
    }

    /** Whether it has several versions. */
    public boolean isSplit() {
        return readings.size() > 1;
    }

    /** What the versions leave of the user. */
    public User user() {
        return NarrowestUser.of(readings);
    }

    /**
     * A changed user without what only came from narrowing: a part that was not changed stays as the shown version has
     * it.
     */
    public User widened(User changed) {
        User narrow = user();
        User own = readings.get(0);
        User widened = changed;
        for (UserPart part : UserPart.values()) {
            if (part.of(changed).equals(part.of(narrow))) {
                widened = part.transferred(widened, own);
            }
        }
        return changed.tokens().equals(narrow.tokens()) ? widened.withTokens(own.tokens()) : widened;
    }

    /** Whether one of the versions holds an identifier. */
    public boolean mayHold(IdentifierKey key) {
        return mayHold(key::equals);
    }

    /** The same for any of several identifiers. */
    public boolean mayHold(Predicate<IdentifierKey> isWanted) {
        return readings.stream()
                .flatMap(user -> HeldIdentifiers.of(user).stream())
                .anyMatch(isWanted);
    }

    /** Whether all of them do. */
    public boolean holds(IdentifierKey key) {
        return readings.stream().allMatch(user -> HeldIdentifiers.isHeld(user, key));
    }
}
