package io.keyholder.documents.internal.stream;

import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonWriter;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reply or request body of CouchDB that holds documents: {@code {"rows":[…]}} of {@code _all_docs} and views,
 * {@code {"docs":[…]}} of {@code _find} and {@code _bulk_docs}, {@code {"results":[…]}} of {@code _changes}. Its list
 * is read as an array of documents.
 */
public final class CouchReply {
    private static final int MOST_START_BYTES = 4_096;
    private static final Pattern START = Pattern.compile(
            "\\A\\s*\\{\\s*(?:\"[a-z_]+\"\\s*:\\s*(?:\"[^\"\\\\]*\"|[-+.0-9eE]+|true|false|null)\\s*,\\s*)*"
                    + "\"(?:rows|docs|results)\"\\s*:\\s*(?=\\[)");

    private final InputStream stream;
    private final boolean isReply;

    private CouchReply(InputStream stream, boolean isReply) {
        this.stream = stream;
        this.isReply = isReply;
    }

    /**
     * The stream from its list on when it is such a reply, and otherwise as it is. Lines before the list stay as blank
     * ones.
     */
    public static CouchReply of(InputStream utf8) {
        StreamStart beginning = StreamStart.read(utf8, MOST_START_BYTES);
        byte[] start = beginning.bytes();
        String text = new String(start, StandardCharsets.ISO_8859_1);
        Matcher reply = START.matcher(text);
        boolean isReply = reply.find();
        if (isReply) {
            for (int index = 0; index < reply.end(); index++) {
                start[index] = (byte) (start[index] == '\n' ? '\n' : ' ');
            }
        }
        return new CouchReply(beginning.whole(start), isReply);
    }

    /** The text to be cut into documents. */
    public InputStream stream() {
        return stream;
    }

    /** Whether what stands on a line is the rest of the reply behind its list, which holds no document. */
    public boolean isRest(byte[] line) {
        return isReply && line.length > 0 && (line[0] == ',' || line[0] == '}' || line[0] == '"');
    }

    /**
     * The document in a row, a change or an answer of {@code _bulk_get}; absent when the object is a document itself.
     */
    public static Optional<String> documentIn(JsonObject object) {
        boolean isRow = object.get("doc").isPresent()
                && object.get("_id").isEmpty()
                && (object.get("id").isPresent()
                        || object.get("key").isPresent()
                        || object.get("seq").isPresent());
        return isRow ? object.get("doc").map(JsonWriter::of) : Optional.empty();
    }
}
