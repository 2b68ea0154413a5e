package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each row of the security cases has a test, and each test that the page names is there. */
class SecurityCasesTest {
    /** Surefire runs in the directory of the module. */
    private static final Path PROJECT = Path.of("..");

    private static final Path PAGE = PROJECT.resolve("docs/security-cases.md");
    private static final Set<String> WITHOUT_SOURCES = Set.of("target", "node_modules", ".git");

    /**
     * A class of tests, then perhaps one of its methods or rules: {@code `Some.method`} or {@code `Some` (`method`)}.
     */
    private static final Pattern NAMED =
            Pattern.compile("`(\\w+(?:Test|Properties|Contract))(?:\\.(\\w+))?`(?: \\(`(\\w+)`\\))?");

    private static final Pattern ROW = Pattern.compile("^\\|(.*)\\|$", Pattern.MULTILINE);
    private static final Pattern CELL = Pattern.compile("(?<!\\\\)\\|");

    private final Map<String, String> sourceByTest = sources();

    @Test
    void everyRowHasATest() {
        List<List<String>> rows = rows(text(PAGE));
        assertThat(rows).hasSizeGreaterThan(120);
        assertThat(rowsWithoutATest(rows)).isEmpty();
    }

    @Test
    void everyTestThatIsNamedIsThere() {
        String page = text(PAGE);
        assertThat(NAMED.matcher(page).results()).hasSizeGreaterThan(150);
        assertThat(missing(page)).isEmpty();
    }

    @Test
    void whatIsMissingIsFound() {
        String page = """
                | flaw | test |
                |---|---|
                | well | `SecurityCasesTest`, `SecurityCasesTest.everyRowHasATest`, `SecurityCasesTest` (`missing`) |
                | no test | by design |
                | none of its own `a\\|b` | |
                | gone | `NoSuchThingTest`, `SecurityCasesTest.noSuchMethod`, `SecurityCasesTest` (`noSuchRule`) |

                | requirement | state | by or why |
                |---|---|---|
                | 1 | met | `SecurityCasesTest` |
                | 2 | host's | |
                | 3 | met | |
                """;
        assertThat(rowsWithoutATest(rows(page))).containsExactly("no test", "none of its own `a\\|b`", "3");
        assertThat(missing(page))
                .containsExactly("NoSuchThingTest", "SecurityCasesTest.noSuchMethod", "SecurityCasesTest.noSuchRule");
    }

    /** A flaw needs a test; a requirement that is met needs what meets it; one that is not needs a reason. */
    private static List<String> rowsWithoutATest(List<List<String>> rows) {
        return rows.stream()
                .filter(row -> !isAnswered(row))
                .map(row -> row.get(0))
                .toList();
    }

    private static boolean isAnswered(List<String> row) {
        return switch (row.size()) {
            case 2 -> NAMED.matcher(row.get(1)).find();
            case 3 -> !row.get(1).equals("met") || !row.get(2).isEmpty();
            default -> false;
        };
    }

    private List<String> missing(String page) {
        List<String> missing = new ArrayList<>();
        for (MatchResult named : NAMED.matcher(page).results().toList()) {
            String test = named.group(1);
            String source = sourceByTest.get(test);
            if (source == null) {
                missing.add(test);
                continue;
            }
            Stream.of(2, 3)
                    .map(named::group)
                    .filter(member -> member != null && !declares(source, member))
                    .forEach(member -> missing.add(test + "." + member));
        }
        return missing;
    }

    /** A test method, a factory of tests, or a rule in the form of a constant. */
    private static boolean declares(String source, String member) {
        return Pattern.compile("(?:void|>) " + member + "\\(|\\b" + member + " (?:=|->) ")
                .matcher(source)
                .find();
    }

    /** Of all tables, without their heads. */
    private static List<List<String>> rows(String page) {
        List<List<String>> rows = new ArrayList<>();
        for (MatchResult row : ROW.matcher(page).results().toList()) {
            if (row.group(1).startsWith("---")) {
                rows.remove(rows.size() - 1);
            } else {
                rows.add(CELL.splitAsStream(row.group(1)).map(String::strip).toList());
            }
        }
        return rows;
    }

    /** Of the modules that are built: contracts are among the main sources of the test kit. */
    private static Map<String, String> sources() {
        Map<String, String> sourceByTest = new HashMap<>();
        try {
            Files.walkFileTree(PROJECT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return WITHOUT_SOURCES.contains(directory.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = file.getFileName().toString();
                    if (name.matches("\\w+(Test|Properties|Contract)\\.java")) {
                        sourceByTest.merge(name.replace(".java", ""), text(file), String::concat);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return sourceByTest;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
