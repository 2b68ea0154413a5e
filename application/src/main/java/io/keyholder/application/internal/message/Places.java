package io.keyholder.application.internal.message;

import io.keyholder.domain.InvalidValueException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Fills the places of a text, each {@code ${name}}, once and never again in what was filled in. Stateless. */
public final class Places {
    /** More of a name than this is not put into a message. */
    private static final int MAX_NAME_CODE_POINTS = 100;

    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");

    private Places() {}

    /** The places of a text. */
    public static Set<String> of(String template) {
        Matcher places = PLACE.matcher(template);
        Set<String> found = new LinkedHashSet<>();
        while (places.find()) {
            found.add(places.group(1));
        }
        return found;
    }

    /**
     * Refuses a text with other places.
     *
     * @throws InvalidValueException naming those there are
     */
    public static void require(String what, String template, Collection<String> known) {
        if (!known.containsAll(of(template))) {
            String places = new TreeSet<>(known)
                    .stream().map(place -> "${" + place + "}").collect(Collectors.joining(", "));
            throw new InvalidValueException(what, "has a place that is none of " + places);
        }
    }

    /** Filled for plain text: each value on one line. */
    public static String inText(String template, Map<String, String> values) {
        return filled(template, values, Places::onOneLine);
    }

    /** Filled for HTML: each value escaped for text and quoted attributes. */
    public static String inHtml(String template, Map<String, String> values) {
        return filled(template, values, Places::escaped);
    }

    /** A name, cut to a length that a message bears. */
    public static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= MAX_NAME_CODE_POINTS
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MAX_NAME_CODE_POINTS)) + "…";
    }

    /** A moment as people of a language write it. */
    public static String moment(Instant moment, Locale language, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(language)
                .withZone(zone)
                .format(moment);
    }

    private static String filled(String template, Map<String, String> values, UnaryOperator<String> form) {
        Matcher places = PLACE.matcher(template);
        return places.replaceAll(place -> Matcher.quoteReplacement(form.apply(values.get(place.group(1)))));
    }

    private static String onOneLine(String value) {
        StringBuilder line = new StringBuilder(value.length());
        value.codePoints().map(Places::orSpace).forEach(line::appendCodePoint);
        return line.toString();
    }

    private static int orSpace(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            default -> codePoint;
        };
    }

    private static String escaped(String value) {
        StringBuilder html = new StringBuilder(value.length());
        onOneLine(value).codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.appendCodePoint(codePoint);
            }
        });
        return html.toString();
    }
}
