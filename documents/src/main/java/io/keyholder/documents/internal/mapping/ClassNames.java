package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The members by which iCure distinguishes variants: {@code java_type} in the database, {@code itemType} and
 * {@code $type} on the wire. What they hold is text to compare; no class is ever looked for.
 */
final class ClassNames {
    private static final List<String> MEMBERS = List.of("java_type", "itemType", "$type");

    private ClassNames() {}

    /**
     * The variants that an object names: class names without package and without the suffix {@code Dto}. What is not
     * text names the variant {@code ""}, which no version knows.
     */
    static Stream<String> variants(JsonObject object) {
        return MEMBERS.stream().map(object::value).flatMap(Optional::stream).map(ClassNames::simpleName);
    }

    static boolean isDiscriminator(String member) {
        return MEMBERS.contains(member);
    }

    private static String simpleName(Json json) {
        if (!(json instanceof JsonString name)) {
            return "";
        }
        String simple = name.value().substring(name.value().lastIndexOf('.') + 1);
        return simple.endsWith("Dto") ? simple.substring(0, simple.length() - "Dto".length()) : simple;
    }
}
