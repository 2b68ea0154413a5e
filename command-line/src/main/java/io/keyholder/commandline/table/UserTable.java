package io.keyholder.commandline.table;

import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.Suggestions;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * A table of users in CSV (RFC 4180): a header that names the columns, in any order and letter case, then one user a
 * row. Fields are separated by commas, semicolons or tabs, whichever the header has. For one pass; not thread-safe.
 */
final class UserTable implements Iterator<TableRow>, AutoCloseable {
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("login", "login"),
            Map.entry("username", "login"),
            Map.entry("email", "email"),
            Map.entry("e-mail", "email"),
            Map.entry("phone", "phone"),
            Map.entry("mobile", "phone"),
            Map.entry("mobilephone", "phone"),
            Map.entry("name", "name"),
            Map.entry("password", "password"),
            Map.entry("hash", "hash"),
            Map.entry("passwordhash", "hash"),
            Map.entry("roles", "roles"),
            Map.entry("id", "id"));
    private static final int LONGEST_HEADER = 4_096;
    private static final char[] SEPARATORS = {',', ';', '\t'};

    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> columns;
    private final Clock clock;

    private UserTable(CSVParser parser, List<String> columns, Clock clock) {
        this.parser = parser;
        this.records = parser.iterator();
        this.columns = columns;
        this.clock = clock;
    }

    /**
     * The table in this text.
     *
     * @throws CommandFailure when its header is no CSV, names no column of users, one twice or one that is not known
     */
    static UserTable of(Reader text, Clock clock) throws IOException {
        BufferedReader buffered = new BufferedReader(text, 2 * LONGEST_HEADER);
        CSVParser parser = parserOf(buffered);
        List<String> columns =
                parser.getHeaderNames().stream().map(UserTable::columnOf).toList();
        if (Set.copyOf(columns).size() < columns.size()) {
            throw CommandFailure.usage("a column of the table is there twice");
        }
        if (columns.stream().noneMatch(Set.of("login", "email", "phone")::contains)) {
            throw CommandFailure.usage("the table has no column login, email or phone");
        }
        return new UserTable(parser, columns, clock);
    }

    private static CSVParser parserOf(BufferedReader text) throws IOException {
        try {
            return CSVFormat.RFC4180
                    .builder()
                    .setDelimiter(separatorOf(text))
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
                    .setAllowMissingColumnNames(true)
                    .setIgnoreEmptyLines(true)
                    .get()
                    .parse(text);
        } catch (CSVException broken) {
            throw CommandFailure.usage("the header of the table is no CSV");
        }
    }

    @Override
    public boolean hasNext() {
        try {
            return records.hasNext();
        } catch (UncheckedIOException | IllegalStateException broken) {
            throw CommandFailure.usage("the table is no CSV from line " + parser.getCurrentLineNumber() + " on");
        }
    }

    @Override
    public TableRow next() {
        CSVRecord row = records.next();
        long line = parser.getCurrentLineNumber();
        if (row.size() != columns.size()) {
            return new TableRow.Refused(line, "the row has " + row.size() + " fields, the header " + columns.size());
        }
        try {
            return person(row, line);
        } catch (InvalidValueException invalid) {
            return new TableRow.Refused(line, String.valueOf(invalid.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private TableRow person(CSVRecord row, long line) {
        Optional<LoginIdentifiers> identifiers = identifiers(row);
        if (identifiers.isEmpty()) {
            return new TableRow.Refused(line, "the row has no login, email or phone");
        }
        Optional<String> hash = field(row, "hash");
        Optional<String> password = field(row, "password");
        if (hash.isPresent() && password.isPresent()) {
            return new TableRow.Refused(line, "the row has both a password and a hash");
        }
        User bare = User.of(
                new UserId(field(row, "id").orElseGet(() -> UUID.randomUUID().toString())),
                identifiers.get(),
                Lifecycle.startingAt(clock.instant(), UserStatus.ACTIVE));
        User named = field(row, "name")
                .map(name -> bare.withProfile(bare.profile().withName(name)))
                .orElse(bare);
        User hashed = hash.map(text -> named.withCredentials(Credentials.NONE.withPasswordHash(PasswordHash.of(text))))
                .orElse(named);
        User whole = hashed.withAuthorization(hashed.authorization().withRoles(roles(row)));
        return new TableRow.Person(line, whole, password.map(Password::of));
    }

    private Optional<LoginIdentifiers> identifiers(CSVRecord row) {
        Optional<String> login = field(row, "login");
        Optional<String> email = field(row, "email");
        Optional<String> phone = field(row, "phone");
        return login.or(() -> email).or(() -> phone).map(any -> new LoginIdentifiers(login, email, phone));
    }

    private Set<String> roles(CSVRecord row) {
        return field(row, "roles").stream()
                .flatMap(text -> Arrays.stream(text.split("[|;,]", -1)))
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The field of a row without blanks around it, but for a password; absent when there is none or it is empty. */
    private Optional<String> field(CSVRecord row, String column) {
        int index = columns.indexOf(column);
        return index < 0
                ? Optional.empty()
                : Optional.of(row.get(index))
                        .map(text -> column.equals("password") ? text : text.strip())
                        .filter(Predicate.not(String::isEmpty));
    }

    private static String columnOf(String written) {
        String word = written.strip().toLowerCase(Locale.ROOT).replace("_", "");
        String column = COLUMNS.get(word);
        if (column == null) {
            List<String> meant = Suggestions.of(word, new TreeSet<>(COLUMNS.values()));
            throw CommandFailure.usage("the table has an unknown column '" + written + "'"
                    + (meant.isEmpty() ? "" : "; did you mean " + String.join(" or ", meant) + "?"));
        }
        return column;
    }

    /** The separator that the header has most of, outside of quotation marks. */
    private static char separatorOf(BufferedReader text) throws IOException {
        text.mark(LONGEST_HEADER);
        int[] counts = new int[SEPARATORS.length];
        boolean isQuoted = false;
        for (int read = 0; read < LONGEST_HEADER; read++) {
            int next = text.read();
            if (next < 0 || (!isQuoted && (next == '\n' || next == '\r'))) {
                break;
            }
            isQuoted ^= next == '"';
            for (int each = 0; each < SEPARATORS.length; each++) {
                counts[each] += !isQuoted && next == SEPARATORS[each] ? 1 : 0;
            }
        }
        text.reset();
        int most = 0;
        for (int each = 1; each < counts.length; each++) {
            most = counts[each] > counts[most] ? each : most;
        }
        return SEPARATORS[most];
    }
}
