import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Compares the versions that consumers resolve with the bills of materials of what they use, and with a list of
 * versions that are known to be bad; and the licences in the bills with a page that lists them. Arguments: the list;
 * the page; then for each consumer its resolved list, as {@code dependency:list} writes it, and, each after a
 * {@code +}, the bills of what it uses. After a {@code ~} only the licences of a bill are read. A consumer without a
 * bill is held against the list alone. Exit code 1 and one line for each difference.
 */
public final class Versions {
    private static final Pattern LINE =
            Pattern.compile("\\s*([^:\\s]+):([^:\\s]+):jar:(?:[^:\\s]+:)?([^:\\s]+):(compile|runtime|test).*");

    private static final Pattern ROW = Pattern.compile("\\| `([^`]+:[^`]+)` \\| ([^|]+) \\|.*");

    private Versions() {}

    public static void main(String[] arguments) throws Exception {
        List<String> problems = new ArrayList<>();
        List<Bad> bad = Bad.read(Path.of(arguments[0]));
        Map<String, String> licences = new TreeMap<>();
        int next = 2;
        while (next < arguments.length) {
            Path consumer = Path.of(arguments[next++]);
            Set<String> resolved = resolved(consumer);
            Set<String> billed = new TreeSet<>();
            boolean hasBill = false;
            while (next < arguments.length && arguments[next].startsWith("~")) {
                billed(Path.of(arguments[next++].substring(1)), licences);
            }
            while (next < arguments.length && arguments[next].startsWith("+")) {
                billed.addAll(billed(Path.of(arguments[next++].substring(1)), licences));
                hasBill = true;
            }
            resolved.forEach(library -> bad.stream()
                    .filter(entry -> entry.matches(library))
                    .forEach(entry -> problems.add(consumer + " gets " + library + ": " + entry.reason())));
            if (hasBill) {
                compare(consumer, resolved, billed, problems);
            }
            System.out.println(consumer + ": " + resolved.size() + " libraries"
                    + (hasBill ? ", as the bill of materials has them" : ""));
        }
        compareLicences(listed(Path.of(arguments[1])), licences, problems);
        problems.forEach(System.err::println);
        System.exit(problems.isEmpty() ? 0 : 1);
    }

    private static void compareLicences(
            Map<String, String> listed, Map<String, String> licences, List<String> problems) {
        licences.forEach((library, licence) -> {
            if (!licence.equals(listed.get(library))) {
                problems.add(library + " is under " + licence + ", and listed under " + listed.get(library));
            }
        });
        listed.keySet().stream()
                .filter(library -> !licences.containsKey(library))
                .forEach(library -> problems.add(library + " is listed, and in no bill of materials"));
    }

    /** The rows of the page. */
    private static Map<String, String> listed(Path page) throws IOException {
        Map<String, String> licences = new TreeMap<>();
        for (String line : Files.readAllLines(page)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                licences.put(row.group(1), row.group(2));
            }
        }
        return licences;
    }

    private static void compare(Path consumer, Set<String> resolved, Set<String> billed, List<String> problems) {
        resolved.stream()
                .filter(library -> !billed.contains(library))
                .forEach(library -> problems.add(consumer + " gets " + library + ", which no bill of materials has"));
        billed.stream()
                .filter(library -> !resolved.contains(library))
                .forEach(library -> problems.add(consumer + " does not get " + library + " of the bill of materials"));
    }

    /** All but our own artifacts. */
    private static Set<String> resolved(Path list) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String line : Files.readAllLines(list)) {
            Matcher library = LINE.matcher(line);
            if (library.matches() && !isOurs(library.group(1))) {
                found.add(library.group(1) + ":" + library.group(2) + ":" + library.group(3));
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(list + " names no library");
        }
        return found;
    }

    private static Set<String> billed(Path bill, Map<String, String> licences) throws Exception {
        Set<String> found = new TreeSet<>();
        NodeList components = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(bill.toFile())
                .getElementsByTagName("component");
        for (int i = 0; i < components.getLength(); i++) {
            Element component = (Element) components.item(i);
            String group = text(component, "group");
            boolean isOfTheBuild = !component.getParentNode().getParentNode().getNodeName().equals("bom");
            if (!isOfTheBuild && !text(component, "scope").equals("optional") && !isOurs(group) && !group.isEmpty()) {
                found.add(group + ":" + text(component, "name") + ":" + text(component, "version"));
                licences.put(group + ":" + text(component, "name"), licencesOf(component));
            }
        }
        return found;
    }

    private static String licencesOf(Element component) {
        List<String> names = new ArrayList<>();
        NodeList all = component.getElementsByTagName("license");
        for (int i = 0; i < all.getLength(); i++) {
            Element licence = (Element) all.item(i);
            String id = text(licence, "id");
            names.add(id.isEmpty() ? text(licence, "name") : id);
        }
        return String.join(" or ", names);
    }

    private static String text(Element component, String name) {
        for (var child = component.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (name.equals(child.getNodeName())) {
                return child.getTextContent().strip();
            }
        }
        return "";
    }

    private static boolean isOurs(String group) {
        return group.equals("io.keyholder") || group.equals("org.example");
    }

    /** One line of the list. */
    private record Bad(String library, String operator, String version, String reason) {
        static List<Bad> read(Path list) throws IOException {
            return Files.readAllLines(list).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" ", 4))
                    .map(parts -> new Bad(parts[0], parts[1], parts[2], parts[3]))
                    .toList();
        }

        boolean matches(String resolved) {
            String[] parts = resolved.split(":");
            boolean isNamed = library.equals(parts[0] + ":" + parts[1]) || library.equals(parts[0] + ":*");
            int order = compare(parts[2], version);
            return isNamed && (operator.equals("<") ? order < 0 : order > 0);
        }

        private static int compare(String one, String other) {
            int[] ours = numbers(one);
            int[] theirs = numbers(other);
            for (int i = 0; i < Math.max(ours.length, theirs.length); i++) {
                int order = Integer.compare(i < ours.length ? ours[i] : 0, i < theirs.length ? theirs[i] : 0);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }

        private static int[] numbers(String version) {
            return Arrays.stream(version.split("[.-]"))
                    .filter(part -> part.matches("[0-9]{1,9}"))
                    .mapToInt(Integer::parseInt)
                    .toArray();
        }
    }
}
