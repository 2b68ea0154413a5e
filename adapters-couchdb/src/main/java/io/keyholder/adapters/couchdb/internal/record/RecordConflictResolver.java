package io.keyholder.adapters.couchdb.internal.record;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.database.Versions;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome.Written;
import io.keyholder.adapters.couchdb.internal.event.EventIntent;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.neighbour.SharedRecord;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationState;
import io.keyholder.domain.login.Attempts;
import io.keyholder.domain.login.LoginState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Merges versions of our own records, always to the side that lets in less. */
public final class RecordConflictResolver {
    private static final Comparator<Invitation> LETS_IN_LESS = Comparator.<Invitation>comparingInt(
                    invitation -> rank(invitation.state()))
            .thenComparing(Invitation::created);

    private static final int ATTEMPTS = 3;

    private final Database database;

    public RecordConflictResolver(Database database) {
        this.database = database;
    }

    /**
     * The document of a record, its versions merged if there are several. Where that does not succeed at once, the
     * document of the shown version's revision with what the merged one would say.
     */
    Optional<Document> current(String id, Deadline deadline) {
        Versions found = database.versions(id, deadline);
        for (int attempt = 0; attempt < ATTEMPTS && found.live().size() > 1; attempt++) {
            settle(found, deadline);
            found = database.versions(id, deadline);
        }
        return narrowest(found.live());
    }

    /** What the versions of a record say together; absent when there is none. */
    static Optional<Document> narrowest(List<Document> versions) {
        return versions.stream()
                .findFirst()
                .map(shown -> versions.size() < 2
                        ? shown
                        : merged(versions)
                                .map(draft -> new Document(shown.id(), shown.revision(), draft.json()))
                                .orElse(shown));
    }

    /** Merges the versions of one record; false when there is one only, or another writer was quicker. */
    public boolean settle(String id, Deadline deadline) {
        return settle(database.versions(id, deadline), deadline);
    }

    private boolean settle(Versions found, Deadline deadline) {
        List<Document> versions = found.live();
        if (versions.size() < 2) {
            return false;
        }
        Optional<PendingDocument> merged = merged(versions);
        if (merged.isPresent()) {
            return database.merge(merged.get(), found, deadline) instanceof Written;
        }
        database.removeVersions(versions.subList(1, versions.size()), deadline);
        return true;
    }

    /** What replaces the version that reads show; absent when that may stay. */
    private static Optional<PendingDocument> merged(List<Document> versions) {
        Document shown = versions.get(0);
        Optional<String> base = Optional.of(shown.revision());
        if (shown.id().startsWith(CouchDbLoginStateRepository.PREFIX)) {
            LoginState state = versions.stream()
                    .map(CouchDbLoginStateRepository::state)
                    .reduce(RecordConflictResolver::merged)
                    .orElse(LoginState.NONE);
            return Optional.of(CouchDbLoginStateRepository.draft(shown.id(), base, state));
        }
        if (shown.id().startsWith(CouchDbInvitationRepository.PREFIX)) {
            return versions.stream()
                    .map(version -> CouchDbInvitationRepository.stored(version).invitation())
                    .max(LETS_IN_LESS)
                    .map(invitation -> CouchDbInvitationRepository.draft(base, invitation));
        }
        if (shown.id().startsWith(EventIntent.PREFIX)) {
            return versions.stream()
                    .map(EventIntent::of)
                    .filter(EventIntent::isSettled)
                    .findFirst()
                    .map(settled -> settled.storedAt(shown.revision()).draft());
        }
        if (shown.id().startsWith(SharedRecord.PREFIX)) {
            return Optional.of(SharedRecord.of(versions).draft(shown.id(), base));
        }
        return shown.id().equals(StoreMetadata.ID)
                ? Optional.of(StoreMetadata.of(shown)
                        .foundAfter(Optional.empty(), false)
                        .draft())
                : Optional.empty();
    }

    private static LoginState merged(LoginState one, LoginState other) {
        List<PasswordHash> recoveryCodes = new ArrayList<>(one.recoveryCodes());
        recoveryCodes.retainAll(other.recoveryCodes());
        Map<String, Instant> tokenLastUse = new LinkedHashMap<>(one.tokenLastUse());
        other.tokenLastUse().forEach((name, use) -> tokenLastUse.merge(name, use, RecordConflictResolver::later));
        return new LoginState(
                more(one.attempts(), other.attempts()),
                Stream.of(one.lastCodeStep(), other.lastCodeStep())
                        .flatMapToLong(OptionalLong::stream)
                        .max(),
                later(one.secondFactorConfirmed(), other.secondFactorConfirmed()),
                one.secondFactorRemoval()
                        .flatMap(since -> later(Optional.of(since), other.secondFactorRemoval()))
                        .filter(since -> other.secondFactorRemoval().isPresent()),
                recoveryCodes,
                Optional.empty(),
                Optional.empty(),
                later(one.passwordChangeDemanded(), other.passwordChangeDemanded()),
                later(one.lastLogin(), other.lastLogin()),
                tokenLastUse,
                one.recognition().equals(other.recognition()) ? one.recognition() : Optional.empty(),
                one.sessions().narrowedTo(other.sessions()),
                Math.max(one.wrongCodes(), other.wrongCodes()));
    }

    private static Attempts more(Attempts one, Attempts other) {
        return new Attempts(
                Math.max(one.failures(), other.failures()),
                later(one.last(), other.last()),
                later(one.decaysFrom(), other.decaysFrom()));
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** An accepted invitation was used; a revoked one must not be; an open one comes last. */
    private static int rank(InvitationState state) {
        if (state instanceof InvitationState.Accepted) {
            return 3;
        }
        if (state instanceof InvitationState.Revoked) {
            return 2;
        }
        return state instanceof InvitationState.Expired ? 1 : 0;
    }
}
