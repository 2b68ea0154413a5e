package io.keyholder.adapters.couchdb.internal.identifier;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.neighbour.SharedUsers;
import io.keyholder.adapters.couchdb.internal.userdocument.HeldIdentifiers;
import io.keyholder.adapters.couchdb.internal.userdocument.UserForm;
import io.keyholder.adapters.couchdb.internal.view.DesignDocument;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Users without reservations: those that were there before this library, and those that a neighbour writes. Found by
 * our own view, which folds what it can and leaves the rest to Java; asked only where there may be such users.
 */
public final class UnreservedUsers {
    private static final String FOLDED_IN_JAVA_ONLY = "0";
    private static final List<String> WRITTEN_IN = List.of("login", "email", "mobilePhone");

    private final Database database;
    private final SharedUsers shared;
    private final String designId;
    private final UnreservedPresence inhabitants;

    public UnreservedUsers(Database database, SharedUsers shared, String designId, UnreservedPresence inhabitants) {
        this.database = database;
        this.shared = shared;
        this.designId = designId;
        this.inhabitants = inhabitants;
    }

    /** Whether someone here may hold an identifier that is reserved for another. */
    public boolean sharesReserved() {
        return isInhabited();
    }

    /** Every undeleted user that holds the identifier, once; no one where all reserve. */
    public List<User> holders(IdentifierKey key, Deadline deadline) {
        return isInhabited() ? everyHolder(key, deadline) : List.of();
    }

    /** The same, asked in any case. */
    public List<User> everyHolder(IdentifierKey key, Deadline deadline) {
        return candidates(List.of(key), deadline).stream()
                .filter(user -> HeldIdentifiers.isHeld(user, key))
                .toList();
    }

    /** Which of these identifiers is held by a user other than the one that wants it. */
    public List<IdentifierKey> taken(Map<IdentifierKey, UserId> wanted, Deadline deadline) {
        if (!isInhabited() || wanted.isEmpty()) {
            return List.of();
        }
        List<User> candidates = candidates(wanted.keySet(), deadline);
        return wanted.entrySet().stream()
                .filter(entry -> candidates.stream()
                        .anyMatch(user ->
                                !user.id().equals(entry.getValue()) && HeldIdentifiers.isHeld(user, entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isInhabited() {
        return inhabitants != UnreservedPresence.NONE;
    }

    private List<User> candidates(Collection<IdentifierKey> keys, Deadline deadline) {
        List<String> wanted = Stream.concat(
                        keys.stream()
                                .map(key -> Replies.text(Replies.newObject().textNode(key.value()))),
                        Stream.of(FOLDED_IN_JAVA_ONLY))
                .toList();
        Map<UserId, User> users = new LinkedHashMap<>();
        List<Document> candidates =
                Documents.ofRows(database.views().rowsOf(designId, DesignDocument.IDENTIFIERS, wanted, deadline))
                        .stream()
                        .filter(UserForm::isUser)
                        .filter(document -> writesOneOf(document, keys))
                        .toList();
        SharedUsers.Reading reading = shared.reading(candidates, deadline);
        candidates.stream().map(reading::read).forEach(user -> users.put(user.id(), user));
        return List.copyOf(users.values());
    }

    /** Whether one of these identifiers stands in a document, so that others may be unreadable without harm. */
    private static boolean writesOneOf(Document document, Collection<IdentifierKey> keys) {
        Map<String, String> members = Documents.strings(document.json());
        return WRITTEN_IN.stream()
                .filter(members::containsKey)
                .anyMatch(member -> isWrittenAs(keys, members.getOrDefault(member, "")));
    }

    private static boolean isWrittenAs(Collection<IdentifierKey> keys, String written) {
        try {
            return keys.contains(IdentifierKey.of(written));
        } catch (InvalidValueException nobodysIdentifier) {
            return false;
        }
    }
}
