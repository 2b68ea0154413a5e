package io.keyholder.testkit.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Every clause of every contract, found by reflection, with the broken adapters that the tests of the kit run it
 * against.
 */
final class Clauses {
    private static final Path CONTRACTS = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java/io/keyholder/testkit");
    private static final Path PORTS = Path.of("../ports/src/main/java");
    private static final Pattern TEST = Pattern.compile("@Test\\s+void (\\w+)\\(\\) \\{(.*?)\\n    }", Pattern.DOTALL);
    private static final Pattern BROKEN = Pattern.compile("(\\w+)\\.class");
    private static final Pattern NAME = Pattern.compile("\"(\\w+)\"");
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern TAG =
            Pattern.compile("\\{@(link|code|linkplain|value|literal)\\s+((?:[^{}]|\\{[^{}]*})*)}");

    private Clauses() {}

    /** A test of a contract. */
    record Clause(Class<?> contract, Method test) {
        Promise promise() {
            return PromiseQuotation.promiseOf(test).orElseThrow(() -> new AssertionError(this + " quotes no sentence"));
        }

        String name() {
            return test.getName();
        }

        @Override
        public String toString() {
            return contract.getSimpleName() + "." + name();
        }
    }

    /** What shows that a clause finds a bug: a broken adapter, and the test of the kit that runs it. */
    record Proof(String brokenAdapter, String test) {}

    static List<Clause> all() {
        try (Stream<Path> files = Files.walk(CONTRACTS)) {
            return files.filter(file -> file.toString().endsWith("Contract.java"))
                    .sorted()
                    .map(Clauses::typeOf)
                    .flatMap(contract -> Arrays.stream(contract.getDeclaredMethods())
                            .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                            .sorted(Comparator.comparing(Method::getName))
                            .map(method -> new Clause(contract, method)))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** By the name of a clause, what the tests of the kit say must fail. */
    static Map<String, List<Proof>> proofs() {
        Set<String> names = all().stream().map(Clause::name).collect(Collectors.toCollection(TreeSet::new));
        Map<String, List<Proof>> proofs = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            files.filter(file -> file.toString().endsWith("Test.java"))
                    .sorted()
                    .forEach(file ->
                            TEST.matcher(text(file)).results().forEach(test -> addProofs(file, test, names, proofs)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return proofs;
    }

    private static void addProofs(Path file, MatchResult test, Set<String> names, Map<String, List<Proof>> proofs) {
        List<String> broken = BROKEN.matcher(test.group(2))
                .results()
                .map(found -> found.group(1))
                .toList();
        if (broken.isEmpty()) {
            return;
        }
        String where = file.getFileName().toString().replace(".java", "") + "." + test.group(1);
        NAME.matcher(test.group(2))
                .results()
                .map(found -> found.group(1))
                .filter(names::contains)
                .forEach(name ->
                        proofs.computeIfAbsent(name, any -> new ArrayList<>()).add(new Proof(broken.get(0), where)));
    }

    /** The Javadoc of a port as plain text on one line: links by what they name, without markup. */
    static String javadocOf(Class<?> port) {
        String source = text(PORTS.resolve(port.getName().replace('.', '/') + ".java"));
        String docs = JAVADOC.matcher(source)
                .results()
                .map(found -> found.group(1).replaceAll("(?m)^\\s*\\*", " "))
                .collect(Collectors.joining(" "));
        String plain = TAG.matcher(docs).replaceAll(tag -> Matcher.quoteReplacement(shown(tag)));
        return plain.replaceAll("</?[a-z]+>", "").replaceAll("\\s+", " ");
    }

    private static String shown(MatchResult tag) {
        String body = tag.group(2).strip();
        if (Set.of("code", "literal", "value").contains(tag.group(1))) {
            return body;
        }
        boolean hasLabel = body.contains(" ") && (tag.group(1).equals("linkplain") || !body.contains("("));
        String shown = hasLabel ? body.substring(body.indexOf(' ') + 1) : body;
        return (shown.startsWith("#") ? shown.substring(1) : shown).replace('#', '.');
    }

    private static Class<?> typeOf(Path source) {
        String path = CONTRACTS.relativize(source).toString();
        try {
            return Class.forName(path.replace(".java", "").replace('/', '.'));
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
