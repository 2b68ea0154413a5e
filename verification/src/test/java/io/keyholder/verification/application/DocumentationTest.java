package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages lead somewhere, and say what the build says. */
class DocumentationTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DECISIONS = PROJECT.resolve("docs/adr");
    /** Later numbers may be reserved for decisions that are being written. */
    private static final int LAST_WITHOUT_GAPS = 56;

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ +(.+)$", Pattern.MULTILINE);

    @TempDir
    private Path directory;

    @Test
    void eachLinkLeadsToAFileAndAHeading() throws IOException {
        List<Path> pages = pages();
        assertThat(pages).hasSizeGreaterThan(60);
        assertThat(pages.stream().flatMap(page -> brokenLinks(page).stream())).isEmpty();
    }

    @Test
    void aBrokenLinkIsFound() throws IOException {
        Path page = Files.writeString(directory.resolve("page.md"), """
                # A page, with `code`
                [here](#a-page-with-code) [there](#nowhere) [file](missing.md) [out](https://example.org/x)
                """);
        assertThat(brokenLinks(page)).containsExactly(page + ": #nowhere", page + ": missing.md");
    }

    @Test
    void theManualNamesEachPage() throws IOException {
        String manual = text(PROJECT.resolve("docs/manual.md")) + text(PROJECT.resolve("README.md"));
        try (Stream<Path> pages = Files.list(PROJECT.resolve("docs"))) {
            assertThat(pages.map(page -> page.getFileName().toString()).filter(name -> name.endsWith(".md")))
                    .allSatisfy(name -> assertThat(manual).contains(name));
        }
    }

    @Test
    void eachDecisionHasAStatusWithADate() throws IOException {
        assertThat(decisions()).allSatisfy(file -> {
            String number = file.getFileName().toString().substring(0, 4);
            assertThat(text(file))
                    .as(file.toString())
                    .containsPattern(
                            "\\A# " + Integer.parseInt(number)
                                    + "\\. .+\\n\\nStatus: (accepted|superseded by \\[[^]]+]\\([^)]+\\)), \\d{4}-\\d{2}-\\d{2}\\.\\n\\n");
        });
    }

    @Test
    void theIndexHasEachDecisionByThemeAndExplainsMissingNumbers() throws IOException {
        String index = text(DECISIONS.resolve("README.md"));
        List<Path> decisions = decisions();
        Set<Integer> numbers =
                decisions.stream().map(DocumentationTest::numberOf).collect(Collectors.toSet());
        String explanation = index.substring(0, index.indexOf("\n## "));

        assertThat(decisions)
                .allSatisfy(file -> assertThat(index.substring(explanation.length()))
                        .contains("- [" + numberOf(file) + ". ", "](" + file.getFileName() + ")"));
        assertThat(IntStream.rangeClosed(1, LAST_WITHOUT_GAPS).filter(number -> !numbers.contains(number)))
                .isNotEmpty()
                .allSatisfy(number -> assertThat(explanation).containsPattern("\\b" + number + "\\b"));
    }

    @Test
    void packagingNamesTheVersionsOfTheBuild() throws IOException {
        String build = text(PROJECT.resolve("pom.xml"));
        String page = text(PROJECT.resolve("docs/packaging.md"));
        for (String library : List.of("h2", "jackson", "jspecify")) {
            assertThat(page).contains(first("<" + library + "\\.version>([^<]+)<", build));
        }
        assertThat(page).contains("<h2.version>" + first("<h2\\.version>([^<]+)<", build) + "</h2.version>");
        assertThat(text(PROJECT.resolve("README.md")))
                .contains("Java " + first("<maven\\.compiler\\.release>(\\d+)<", build))
                .contains("<version>" + first("<version>([^<]+)</version>", build) + "</version>");
    }

    @Test
    void theMeasurementOfTheGuideRuns() throws Exception {
        String command =
                first("(?m)^java (verification/measure/\\w+\\.java)$", text(PROJECT.resolve("CONTRIBUTING.md")));
        Process measurement = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), command)
                .directory(PROJECT.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(measurement.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(measurement.waitFor()).as(printed).isZero();
        assertThat(printed)
                .contains("most types in a package", "top-level types a host can see", "1,000 of", "lines over 120")
                .containsPattern("public methods of Keyholder: \\d+");
        assertThat(Integer.parseInt(first("public methods of Keyholder: (\\d+)", printed)))
                .isLessThanOrEqualTo(16);
    }

    private static List<String> brokenLinks(Path page) {
        List<String> broken = new ArrayList<>();
        String withoutCode = text(page).replaceAll("(?s)```.*?```", "");
        for (MatchResult link : LINK.matcher(withoutCode).results().toList()) {
            String target = link.group(1);
            if (!target.matches("[a-z]+:.*") && !leadsSomewhere(page, target)) {
                broken.add(page + ": " + target);
            }
        }
        return broken;
    }

    private static boolean leadsSomewhere(Path page, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        return Files.exists(file)
                && (parts.length == 1
                        || HEADING.matcher(text(file))
                                .results()
                                .anyMatch(heading -> anchorOf(heading.group(1)).equals(parts[1])));
    }

    private static String anchorOf(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static List<Path> decisions() throws IOException {
        try (Stream<Path> files = Files.list(DECISIONS)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{4}-.*\\.md"))
                    .sorted()
                    .toList();
        }
    }

    private static int numberOf(Path decision) {
        return Integer.parseInt(decision.getFileName().toString().substring(0, 4));
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(PROJECT, PROJECT.resolve("docs"), DECISIONS)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    private static String first(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
