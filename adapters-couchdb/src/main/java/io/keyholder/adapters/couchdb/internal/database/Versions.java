package io.keyholder.adapters.couchdb.internal.database;

import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All versions of one document that the majority of its copies knows, in the order in which CouchDB prefers them.
 * Immutable.
 *
 * @param all every last revision, those that removed the document included
 * @param superseded live ones that stand for a replaced revision although another write replaced it too
 */
public record Versions(List<Version> all, Set<String> superseded) {
    /** Of a document that never was. */
    static final Versions NONE = new Versions(List.of(), Set.of());

    /** CouchDB shows what is not removed, then the longest history, then the greatest revision. */
    private static final Comparator<Version> SHOWN_FIRST = Comparator.comparing(Version::isRemoval)
            .thenComparing(version -> Documents.generation(version.revision()), Comparator.reverseOrder())
            .thenComparing(Version::revision, Comparator.reverseOrder());

    /** What a server answered when it was asked for all open revisions. */
    static Versions of(String json) {
        return ofDocuments(Documents.ofOpenRevisions(json));
    }

    /** The versions that these documents are. */
    static Versions ofDocuments(List<String> documents) {
        List<Version> all = new ArrayList<>();
        for (String document : documents) {
            Map<String, String> members = Documents.strings(document);
            all.add(new Version(
                    Documents.read(document, members), Documents.isRemoval(members), Withdrawal.of(members)));
        }
        all.sort(SHOWN_FIRST);
        return new Versions(List.copyOf(all), Set.of());
    }

    /** Whether a live version may stand for a revision that was replaced all the same, which only histories show. */
    boolean isDoubtful() {
        return live().stream().anyMatch(version -> restoring(version.revision()).isPresent());
    }

    /**
     * The same without what {@link #superseded} names: what stands again although its write was replaced, or although
     * it was withdrawn itself, or although the same stands again a second time.
     */
    Versions judged(Ancestry ancestry) {
        Set<String> replaced = new HashSet<>();
        Set<String> bases = new HashSet<>();
        List<String> seen = revisions();
        for (String revision : liveRevisions()) {
            Optional<String> base = restoring(revision);
            boolean isSuperseded = base.isPresent()
                    && (isWithdrawn(base.get())
                            || standingFor(base.get()).anyMatch(standing -> ancestry.isReplaced(standing, seen))
                            || !bases.add(base.get()));
            if (isSuperseded) {
                replaced.add(revision);
            }
        }
        return new Versions(all, Set.copyOf(replaced));
    }

    /** The versions that are not removed; the one that counts for writers comes first. */
    public List<Document> live() {
        return all.stream()
                .filter(Version::isLive)
                .map(Version::document)
                .filter(document -> !superseded.contains(document.revision()))
                .toList();
    }

    /** The first of them; absent when there is no document. */
    public Optional<Document> shown() {
        return live().stream().findFirst();
    }

    /** Every last revision, those that removed the document included. */
    List<String> revisions() {
        return all.stream().map(Version::revision).toList();
    }

    /** The revisions of the live ones. */
    public List<String> liveRevisions() {
        return live().stream().map(Document::revision).toList();
    }

    /** Whether the writer of this revision took it back. */
    boolean isWithdrawn(String revision) {
        return withdrawals().anyMatch(withdrawal -> withdrawal.write().equals(revision));
    }

    private Stream<Withdrawal> withdrawals() {
        return all.stream().flatMap(version -> version.withdrawn().stream());
    }

    /** The revision that a live one stands for again; absent when it is a revision of its own. */
    private Optional<String> restoring(String revision) {
        return withdrawals()
                .filter(withdrawal ->
                        withdrawal.restored().filter(revision::equals).isPresent())
                .findFirst()
                .flatMap(Withdrawal::base);
    }

    /** A revision, and those at which it stood again. */
    private Stream<String> standingFor(String base) {
        return Stream.concat(
                Stream.of(base),
                withdrawals()
                        .filter(withdrawal ->
                                withdrawal.base().filter(base::equals).isPresent())
                        .flatMap(withdrawal -> withdrawal.restored().stream()));
    }
}
