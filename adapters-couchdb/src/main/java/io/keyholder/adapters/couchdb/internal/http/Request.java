package io.keyholder.adapters.couchdb.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/**
 * One HTTP request.
 *
 * @param method what to do
 * @param target the path and the query, percent-encoded
 * @param body JSON; absent when there is none
 */
public record Request(Method method, String target, Optional<String> body) {
    /** How the body begins of a bulk that is written as it is and not judged. */
    public static final String AS_IT_IS = "{\"new_edits\":false,";

    public enum Method {
        GET,
        PUT,
        POST,
        DELETE
    }

    public static Request get(String target) {
        return new Request(Method.GET, target, Optional.empty());
    }

    public static Request put(String target, String body) {
        return new Request(Method.PUT, target, Optional.of(body));
    }

    public static Request post(String target, String body) {
        return new Request(Method.POST, target, Optional.of(body));
    }

    public static Request delete(String target) {
        return new Request(Method.DELETE, target, Optional.empty());
    }

    /** Whether it may be sent twice: a read, or versions of documents as they are. */
    boolean changesNothing() {
        return method == Method.GET || (method == Method.POST && (!target.endsWith("/_bulk_docs") || isReplication()));
    }

    private boolean isReplication() {
        return body.orElse("").startsWith(AS_IT_IS);
    }

    byte[] bodyBytes() {
        return body.orElse("").getBytes(UTF_8);
    }

    /** One segment of a path, or one value of a query: all but RFC 3986's unreserved characters encoded. */
    public static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte unit : text.getBytes(UTF_8)) {
            char character = (char) (unit & 0xff);
            if (isUnreserved(character)) {
                encoded.append(character);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(character >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(character & 15, 16)));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "-._~".indexOf(character) >= 0;
    }
}
