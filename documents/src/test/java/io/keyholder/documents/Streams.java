package io.keyholder.documents;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What streams give, as short text: {@code read u1} or {@code refused u1} or {@code refused}. */
public final class Streams {
    private Streams() {}

    public static List<ReadOutcome> outcomes(InputStream input) {
        List<ReadOutcome> outcomes = new ArrayList<>();
        try (UserDocumentStream stream = UserDocumentStream.of(input)) {
            stream.forEachRemaining(outcomes::add);
        }
        return outcomes;
    }

    public static List<ReadOutcome> outcomes(String text) {
        return outcomes(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    public static List<String> summary(String text) {
        return outcomes(text).stream().map(Streams::summary).toList();
    }

    public static String summary(ReadOutcome outcome) {
        if (outcome instanceof ReadOutcome.Refused refused) {
            return "refused" + refused.id().map(id -> " " + id).orElse("");
        }
        return "read " + ((ReadOutcome.Read) outcome).user().id();
    }

    /** The shortest document of a user. */
    public static String document(String id) {
        return "{\"_id\":\"" + id + "\",\"login\":\"" + id + "\"}";
    }

    /** The same on several lines. */
    public static String prettyDocument(String id) {
        return "{\n  \"_id\": \"" + id + "\",\n  \"login\": \"" + id
                + "\",\n  \"x\": {\n    \"y\": [\n      {\n      }\n    ]\n" + "  }\n}";
    }
}
