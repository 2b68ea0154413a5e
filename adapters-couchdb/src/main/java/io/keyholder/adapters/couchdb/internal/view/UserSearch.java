package io.keyholder.adapters.couchdb.internal.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.database.Views;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.neighbour.SharedUsers;
import io.keyholder.adapters.couchdb.internal.userdocument.UserForm;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.SearchTerm;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.PageRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds users by one term in our view, which CouchDB brings up to date before it answers, and judges each by its
 * document. Which term it is, only speed depends on. The view holds, as hex digits, each exact term with the user's id
 * behind it, so that its users come in the order of ids; each word by itself, so that it is found by its beginning; and
 * {@code j} for users whose words only Java can fold, and {@code k} for users whose documents this library did not
 * publish last: beside other servers, what they are found by may be in our record only.
 */
public final class UserSearch {
    /** So many users are sorted by id in memory without asking how many hold a word. */
    private static final int FEW = 200;

    /** So many users are sorted by id in memory at most; where more hold a word, all users are read instead. */
    private static final int MAX_SORTED = 5_000;

    private static final int MIN_READ = 100;
    private static final int MAX_READ = 1_000;
    private static final String FOLDED_IN_JAVA_ONLY = "j";
    private static final String OF_OTHER_WRITERS = "k";
    private static final String BEFORE_ID = "z";
    private static final String AFTER_HEX = "g";

    private final Database database;
    private final SharedUsers shared;
    private final String designId;
    private final UserPages pages;

    public UserSearch(Database database, SharedUsers shared, String designId, UserPages pages) {
        this.database = database;
        this.shared = shared;
        this.designId = designId;
        this.pages = pages;
    }

    /** Where those candidates come from, in ascending order of id, that a filter leaves; empty after the last. */
    public interface Source {
        /** The next {@code limit} after this id, as hex digits. */
        UserRows after(Optional<String> hexId, int limit);
    }

    /**
     * Where the users that this filter may find come from; absent when only reading all users shows it.
     *
     * @param wanted how many are to be found
     */
    public Optional<Source> source(UserFilter filter, int wanted) {
        return filter.terms().stream()
                .min(Comparator.comparing(SearchTerm::kind, Comparator.comparing(UserSearch::rank))
                        .thenComparing(term -> term.text().length(), Comparator.reverseOrder()))
                .map(term -> term.kind() == SearchTerm.Kind.WORD
                                || shared.neighbours().isPresent()
                        ? holdersOf(ranges(term), wanted)
                        : holdersExactly(term));
    }

    private List<String> ranges(SearchTerm term) {
        List<String> ranges = new ArrayList<>();
        if (term.kind() == SearchTerm.Kind.WORD) {
            String start = letter(term.kind()) + cut(hex(term.text()));
            ranges.add(range(start, start + AFTER_HEX));
            ranges.add(range(FOLDED_IN_JAVA_ONLY, FOLDED_IN_JAVA_ONLY));
        } else {
            String start = start(term);
            ranges.add(range(start, start + AFTER_HEX));
        }
        if (shared.neighbours().isPresent()) {
            ranges.add(range(OF_OTHER_WRITERS, OF_OTHER_WRITERS));
        }
        return ranges;
    }

    /** Up to so many of the candidates that the filter finds. */
    public List<User> page(Source source, UserFilter filter, PageRequest request) {
        List<User> found = new ArrayList<>();
        Optional<String> after = request.after().map(UserId::value).map(UserSearch::hex);
        boolean isMore = true;
        while (isMore && found.size() < request.limit()) {
            int wanted = Math.min(Math.max(request.limit() - found.size(), MIN_READ), MAX_READ);
            UserRows rows = source.after(after, wanted);
            judged(rows, filter).stream()
                    .limit((long) request.limit() - found.size())
                    .forEach(found::add);
            isMore = rows.count() == wanted;
            after = rows.lastId().map(UserSearch::hex);
        }
        return List.copyOf(found);
    }

    /** How many of the candidates the filter finds. */
    public long count(Source source, UserFilter filter) {
        UserRows rows = source.after(Optional.empty(), MAX_READ);
        long count = judged(rows, filter).size();
        while (rows.count() == MAX_READ) {
            rows = source.after(rows.lastId().map(UserSearch::hex), MAX_READ);
            count += judged(rows, filter).size();
        }
        return count;
    }

    private List<User> judged(UserRows rows, UserFilter filter) {
        SharedUsers.Reading reading = shared.reading(rows.documents(), database.deadline());
        return rows.documents().stream()
                .filter(UserForm::isUser)
                .map(reading::read)
                .filter(filter::matches)
                .toList();
    }

    private Source holdersExactly(SearchTerm term) {
        String start = start(term);
        return (after, limit) -> UserRows.read(database.views()
                .rows(
                        designId,
                        DesignDocument.SEARCH,
                        "?reduce=false&include_docs=true&limit=" + limit
                                + range(start + after.map(id -> id + "0").orElse(""), start + AFTER_HEX),
                        database.deadline()));
    }

    private static String start(SearchTerm term) {
        return letter(term.kind()) + cut(hex(term.text())) + BEFORE_ID;
    }

    /**
     * Those in any of these ranges, sorted in memory, or all users where reading on until enough are found costs less.
     */
    private Source holdersOf(List<String> ranges, int wanted) {
        NavigableSet<String> few = new TreeSet<>();
        if (ranges.stream().allMatch(range -> addHolders(few, range, FEW))) {
            return (after, limit) -> read(few, after, limit);
        }
        long rows = ranges.stream().mapToLong(this::rowsIn).sum();
        if (rows > MAX_SORTED || isReadSooner(wanted, rows)) {
            return (after, limit) -> pages.read(after.map(UserSearch::text), limit, database.deadline());
        }
        NavigableSet<String> holders = new TreeSet<>();
        boolean isComplete = ranges.stream().allMatch(range -> addHolders(holders, range, MAX_SORTED));
        return isComplete
                ? (after, limit) -> read(holders, after, limit)
                : (after, limit) -> pages.read(after.map(UserSearch::text), limit, database.deadline());
    }

    /** Whether reading all users in their order finds so many before as many are read as rows would be. */
    private boolean isReadSooner(int wanted, long rows) {
        return (double) wanted * pages.count(database.deadline()) < (double) rows * rows;
    }

    private long rowsIn(String range) {
        return UserRows.reduced(
                database.views().rows(designId, DesignDocument.SEARCH, "?reduce=true" + range, database.deadline()));
    }

    /** Adds the users of a range; false when there are more than so many rows. */
    private boolean addHolders(NavigableSet<String> holders, String range, int most) {
        JsonNode rows = Replies.json(database.views()
                        .rows(
                                designId,
                                DesignDocument.SEARCH,
                                "?reduce=false&limit=" + (most + 1) + range,
                                database.deadline()))
                .path("rows");
        rows.forEach(row -> holders.add(hex(row.path("id").asText())));
        return rows.size() <= most;
    }

    private UserRows read(NavigableSet<String> holders, Optional<String> after, int limit) {
        List<String> ids = after.map(id -> holders.tailSet(id, false)).orElse(holders).stream()
                .limit(limit)
                .map(UserSearch::text)
                .toList();
        Optional<String> last = ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(ids.size() - 1));
        return new UserRows(database.getAll(ids, database.deadline()), ids.size(), last);
    }

    private static String range(String start, String end) {
        return "&startkey=" + Views.key(start) + "&endkey=" + Views.key(end);
    }

    /** The fewest users hold what comes first. */
    private static int rank(SearchTerm.Kind kind) {
        return switch (kind) {
            case IDENTIFIER -> 0;
            case DATA_OWNER -> 1;
            case WORD -> 2;
            case GROUP -> 3;
            case STATUS -> 4;
        };
    }

    private static String letter(SearchTerm.Kind kind) {
        return switch (kind) {
            case IDENTIFIER -> "i";
            case DATA_OWNER -> "o";
            case WORD -> "w";
            case GROUP -> "g";
            case STATUS -> "s";
        };
    }

    private static String cut(String digits) {
        return digits.length() > DesignDocument.TERM_DIGITS ? digits.substring(0, DesignDocument.TERM_DIGITS) : digits;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }

    private static String text(String hex) {
        return new String(HexFormat.of().parseHex(hex), UTF_8);
    }
}
