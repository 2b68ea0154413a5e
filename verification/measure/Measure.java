import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures how easily a stranger finds the way through the sources: {@code java verification/measure/Measure.java} in the
 * directory of the project. Only sources of products are counted, and no tests.
 */
public final class Measure {
    private static final int MAX_LINE = 120;
    private static final Path FACADE =
            Path.of("application/src/main/java/io/keyholder/application/Keyholder.java");
    private static final Set<String> NOT_FOR_HOSTS =
            Set.of("testkit", "testserver", "verification", "benchmarks", "examples", "command-line");
    private static final Pattern PUBLIC_METHOD =
            Pattern.compile("^    public (?!static final )[^=;]*?\\b(\\w+)\\(", Pattern.MULTILINE);
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("^public [^\\n]*?\\b(class|record|interface|enum|@interface) (\\w+)", Pattern.MULTILINE);
    private static final Pattern EXPORT = Pattern.compile("\\bexports ([\\w.]+)(;|\\s+to\\b)");
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern SENTENCE = Pattern.compile("[^.;:!?]+");
    private static final Pattern IDIOM =
            Pattern.compile("\\b(somebody|nobody|whoever|whomever|tells|says)\\b", Pattern.CASE_INSENSITIVE);

    private Measure() {}

    public static void main(String[] arguments) throws IOException {
        Map<Path, List<Path>> modules = modules();
        List<Path> all = modules.values().stream().flatMap(List::stream).toList();
        typesInPackages(all);
        System.out.printf("public methods of Keyholder: %d%n", PUBLIC_METHOD.matcher(text(FACADE)).results()
                .map(found -> found.group(1)).filter(name -> !"Keyholder".equals(name)).distinct().count());
        System.out.printf("top-level types a host can see: %d%n", modules.entrySet().stream()
                .filter(module -> !NOT_FOR_HOSTS.contains(module.getKey().toString()))
                .mapToLong(module -> visibleTypes(module.getKey(), module.getValue()))
                .sum());
        javadoc(all);
        System.out.printf("lines over %d characters: %d%n", MAX_LINE, all.stream()
                .flatMap(file -> text(file).lines())
                .filter(line -> line.codePointCount(0, line.length()) > MAX_LINE)
                .count());
    }

    private static void typesInPackages(List<Path> files) {
        Map<String, Long> counts = files.stream()
                .filter(file -> !file.endsWith("package-info.java") && !file.endsWith("module-info.java"))
                .collect(Collectors.groupingBy(file -> file.getParent().toString(), TreeMap::new, Collectors.counting()));
        System.out.printf("packages: %d, of them with 15 types or more: %d%n", counts.size(),
                counts.values().stream().filter(types -> types >= 15).count());
        System.out.println("most types in a package:");
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(5)
                .forEach(entry -> System.out.printf("  %3d  %s%n", entry.getValue(), entry.getKey()));
    }

    private static long visibleTypes(Path module, List<Path> files) {
        Path descriptor = module.resolve("src/main/java/module-info.java");
        Set<String> exported = EXPORT.matcher(Files.exists(descriptor) ? text(descriptor) : "").results()
                .filter(found -> ";".equals(found.group(2)))
                .map(found -> found.group(1).replace('.', '/'))
                .collect(Collectors.toSet());
        return files.stream()
                .filter(file -> exported.contains(
                        module.resolve("src/main/java").relativize(file.getParent()).toString().replace('\\', '/')))
                .filter(file -> PUBLIC_TYPE.matcher(text(file)).find())
                .count();
    }

    private static void javadoc(List<Path> files) {
        long words = 0;
        long idioms = 0;
        for (Path file : files) {
            for (MatchResult comment : JAVADOC.matcher(text(file)).results().toList()) {
                String prose = comment.group(1).replaceAll("(?m)^\\s*\\*", " ");
                words += Pattern.compile("\\w+").matcher(prose).results().count();
                idioms += SENTENCE.matcher(prose).results()
                        .filter(sentence -> IDIOM.matcher(sentence.group()).find())
                        .count();
            }
        }
        System.out.printf("sentences with somebody, nobody, whoever, tells or says: %d, %.2f per 1,000 of %d Javadoc words%n",
                idioms, 1_000.0 * idioms / words, words);
    }

    private static Map<Path, List<Path>> modules() throws IOException {
        Map<Path, List<Path>> modules = new TreeMap<>();
        try (Stream<Path> folders = Files.list(Path.of("."))) {
            for (Path folder : folders.map(Path::normalize).toList()) {
                Path sources = folder.resolve("src/main/java");
                if (Files.isDirectory(sources)) {
                    try (Stream<Path> files = Files.walk(sources)) {
                        modules.put(folder, new ArrayList<>(
                                files.filter(file -> file.toString().endsWith(".java")).sorted().toList()));
                    }
                }
            }
        }
        return modules;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
