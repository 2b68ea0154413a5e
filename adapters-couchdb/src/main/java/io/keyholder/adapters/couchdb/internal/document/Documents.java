package io.keyholder.adapters.couchdb.internal.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.ports.persistence.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts documents out of replies without touching their spelling. Nothing of a reply is quoted. */
public final class Documents {
    /** As deep and as long as a document may be that the JSON form of users accepts, and some more. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(2_000)
                    .maxStringLength(32 * 1024 * 1024)
                    .maxNumberLength(32 * 1024 * 1024)
                    .maxNameLength(32 * 1024 * 1024)
                    .build())
            .build();

    private static final String REMOVED = "_deleted";

    private Documents() {}

    public static JsonFactory factory() {
        return FACTORY;
    }

    /** The document that a text is. */
    public static Document read(String json) {
        return read(json, strings(json));
    }

    /** The same, by its members that are text. */
    public static Document read(String json, Map<String, String> members) {
        return new Document(required(members, "_id"), required(members, "_rev"), json);
    }

    /** Whether this revision removed the document. */
    public static boolean isRemoval(Document document) {
        return isRemoval(strings(document.json()));
    }

    /** The same, by the members of the document. */
    public static boolean isRemoval(Map<String, String> members) {
        return members.containsKey(REMOVED);
    }

    /** How often a document was written up to this revision; zero for what is no revision. */
    public static int generation(String revision) {
        String digits = revision.substring(0, Math.max(0, revision.indexOf('-')));
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : 0;
    }

    /** The new revision in the reply to a write. */
    public static String revisionIn(Reply reply) {
        return required(strings(reply.body()), "rev");
    }

    /** The documents of the rows of a view that was asked to include them; rows whose document is gone are left out. */
    public static List<Document> ofRows(String json) {
        List<Document> documents = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(json)) {
            while (parser.nextToken() != null) {
                boolean isDocument = parser.currentToken() == JsonToken.START_OBJECT
                        && "doc".equals(parser.currentName())
                        && parser.getParsingContext().getParent().getParent() != null;
                if (isDocument) {
                    documents.add(read(cut(parser, json)));
                }
            }
        } catch (IOException noJson) {
            throw noCouchDb();
        }
        return documents;
    }

    /** The documents in the answer to a request for open revisions. */
    public static List<String> ofOpenRevisions(String json) {
        List<String> documents = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw noCouchDb();
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    parser.nextToken();
                    if (name.equals("ok")) {
                        documents.add(cut(parser, json));
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        } catch (IOException noJson) {
            throw noCouchDb();
        }
        return documents;
    }

    /** The versions of each document in the answer to a request for several. */
    public static List<List<String>> ofBulk(String json) {
        List<List<String>> documents = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_ARRAY && "docs".equals(parser.currentName())) {
                    documents.add(new ArrayList<>());
                }
                boolean isDocument = parser.currentToken() == JsonToken.START_OBJECT
                        && "ok".equals(parser.currentName())
                        && !documents.isEmpty();
                if (isDocument) {
                    documents.get(documents.size() - 1).add(cut(parser, json));
                }
            }
        } catch (IOException noJson) {
            throw noCouchDb();
        }
        return documents;
    }

    private static String cut(JsonParser parser, String json) throws IOException {
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        int end = (int) parser.currentTokenLocation().getCharOffset() + 1;
        return json.substring(start, end);
    }

    /** The members of the outermost object that are text, and the one that marks a removal. */
    public static Map<String, String> strings(String json) {
        Map<String, String> strings = new LinkedHashMap<>();
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw noCouchDb();
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    strings.put(name, parser.getText());
                } else if (parser.currentToken() == JsonToken.VALUE_TRUE && name.equals(REMOVED)) {
                    strings.put(name, parser.getText());
                }
                parser.skipChildren();
            }
        } catch (IOException noJson) {
            throw noCouchDb();
        }
        return strings;
    }

    private static String required(Map<String, String> members, String name) {
        String value = members.get(name);
        if (value == null) {
            throw noCouchDb();
        }
        return value;
    }

    private static StoreException noCouchDb() {
        return new StoreException("the server answered something that CouchDB never does; is it CouchDB?", null);
    }
}
