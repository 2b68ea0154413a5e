package io.keyholder.documents;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A user document with an unknown member, the mark, in every object that may hold some: the user, an external
 * identifier, a property with its type and its value, a permission, an item with its predicate, a token. Each mark says
 * where it was put.
 */
public final class MarkedDocument {
    /** The name of the unknown member. */
    static final String MARK = "x-law";

    private static final String AT = "at";

    private final Map<String, Object> root;

    private MarkedDocument(Map<String, Object> root) {
        this.root = root;
    }

    /** The document with marks that hold this JSON. */
    public static MarkedDocument of(String document, String json) {
        MarkedDocument marked = new MarkedDocument(ReferenceJson.object(document));
        marked.markAll(ReferenceJson.parse(json));
        return marked;
    }

    public String text() {
        return ReferenceJson.write(root);
    }

    public Map<String, Object> root() {
        return root;
    }

    /** The marks in a document, by where they were put; each with what it holds. */
    public static Map<String, Object> marksIn(Object json) {
        Map<String, Object> marks = new LinkedHashMap<>();
        collect(json, marks);
        return marks;
    }

    /** Where the mark was put that unknown members hold. */
    static String placeOf(String mark) {
        return (String) ReferenceJson.object(mark).get(AT);
    }

    /** Where two documents differ; the deepest places that say all. */
    public static Set<String> differences(Object one, Object other) {
        Set<String> places = new LinkedHashSet<>();
        compare(one, other, "", places);
        return places;
    }

    private void markAll(Object json) {
        mark(root, "", json);
        markElements(root.get("identifier"), "/identifier", json);
        List<Object> properties = markElements(root.get("properties"), "/properties", json);
        for (int i = 0; i < properties.size(); i++) {
            markMember(properties.get(i), "/properties/" + i, "type", json);
            markMember(properties.get(i), "/properties/" + i, "typedValue", json);
        }
        List<Object> permissions = markElements(root.get("permissions"), "/permissions", json);
        for (int i = 0; i < permissions.size(); i++) {
            markItems(permissions.get(i), "/permissions/" + i, "grants", json);
            markItems(permissions.get(i), "/permissions/" + i, "revokes", json);
        }
        if (root.get("authenticationTokens") instanceof Map<?, ?> tokens) {
            tokens.forEach((name, token) -> mark(token, "/authenticationTokens/" + name, json));
        }
    }

    private static void markItems(Object permission, String at, String name, Object json) {
        if (permission instanceof Map<?, ?> members) {
            List<Object> items = markElements(members.get(name), at + "/" + name, json);
            for (int i = 0; i < items.size(); i++) {
                markMember(items.get(i), at + "/" + name + "/" + i, "predicate", json);
            }
        }
    }

    private static List<Object> markElements(Object array, String at, Object json) {
        if (!(array instanceof List<?> elements)) {
            return List.of();
        }
        for (int i = 0; i < elements.size(); i++) {
            mark(elements.get(i), at + "/" + i, json);
        }
        return List.copyOf(elements);
    }

    private static void markMember(Object owner, String at, String name, Object json) {
        if (owner instanceof Map<?, ?> members) {
            mark(members.get(name), at + "/" + name, json);
        }
    }

    @SuppressWarnings("unchecked") // the reference reader makes such maps only
    private static void mark(Object json, String at, Object held) {
        if (json instanceof Map<?, ?>) {
            Map<String, Object> mark = new LinkedHashMap<>();
            mark.put(AT, at);
            mark.put("holds", held);
            ((Map<String, Object>) json).put(MARK, mark);
        }
    }

    private static void collect(Object json, Map<String, Object> marks) {
        if (json instanceof List<?> elements) {
            elements.forEach(element -> collect(element, marks));
        } else if (json instanceof Map<?, ?> members) {
            members.forEach((name, value) -> {
                if (name.equals(MARK) && value instanceof Map<?, ?> mark) {
                    marks.put((String) mark.get(AT), mark);
                } else {
                    collect(value, marks);
                }
            });
        }
    }

    private static void compare(Object one, Object other, String at, Set<String> places) {
        if (one instanceof Map<?, ?> before && other instanceof Map<?, ?> after) {
            Set<Object> names = new LinkedHashSet<>(before.keySet());
            names.addAll(after.keySet());
            names.forEach(name -> compare(before.get(name), after.get(name), at + "/" + name, places));
        } else if (one instanceof List<?> before && other instanceof List<?> after && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(before.get(i), after.get(i), at + "/" + i, places);
            }
        } else if (one == null ? other != null : !one.equals(other)) {
            places.add(at);
        }
    }
}
