package io.keyholder.adapters.couchdb.internal.userdocument;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import io.keyholder.documents.SharedDocuments;
import io.keyholder.documents.UserDocuments;
import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.UnreadableUserException;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A user as a document in the database: iCure's form, but for what CouchDB or PouchDB would not give back as it was.
 *
 * <ul>
 *   <li>CouchDB and PouchDB respell numbers, and round large ones. The spelling of every number that is not a plain
 *       integer within 2^53 stands in the member {@value #NUMBERS}, by its place, and is put back while the number's
 *       value is still the same. iCure ignores that member. The mark of a writer stands there too, at no place.
 *   <li>CouchDB refuses or ignores outer members that begin with an underscore. They are kept behind {@value #ESCAPE};
 *       but {@code _attachments} stays as it is where the stored document has it already.
 *   <li>PouchDB puts members whose names are whole numbers before all others, and loses {@code __proto__}. Below the
 *       outer level they are kept behind {@value #ESCAPE} too, but for the names in iCure's own maps.
 * </ul>
 */
public final class UserForm {
    public static final String TYPE = "org.taktik.icure.entities.User";

    private static final String ESCAPE = "keyholder:";
    private static final String NUMBERS = "keyholder-numbers";
    private static final String MARK = "mark";
    private static final String ATTACHMENTS = "_attachments";
    private static final String AWKWARD = "0|[1-9][0-9]{0,9}|__proto__|keyholder:(?s:.*)";
    private static final Set<String> MAPS = Set.of("authenticationTokens", "applicationTokens", "autoDelegations");
    private static final Set<String> OUTER = Set.of("_id", "_rev");
    private static final int MAX_PLAIN_DIGITS = 15;

    private UserForm() {}

    /** The document to be stored for a user, with {@code base} as its revision. */
    public static String write(User user, String base, Optional<Document> stored) {
        return write(user, base, stored, Neighbours.NONE, false, Optional.empty());
    }

    /**
     * The same, published for other servers.
     *
     * @param isClosed whether the user is not to log in there for a reason that stands elsewhere
     * @param mark what no other writer writes; without it, equal changes of one state have one revision
     */
    public static String write(
            User user,
            String base,
            Optional<Document> stored,
            Neighbours neighbours,
            boolean isClosed,
            Optional<String> mark) {
        boolean hasAttachments = stored.isPresent() && stored.get().json().contains("\"" + ATTACHMENTS + "\"");
        String json = UserDocuments.write(user.withRevision(new Revision(base)));
        String published = neighbours.isPresent() ? published(json, neighbours, isClosed) : json;
        return Copy.of(published, new Writing(hasAttachments, neighbours.isPresent(), mark));
    }

    private static String published(String json, Neighbours neighbours, boolean isClosed) {
        return isClosed ? SharedDocuments.publishClosed(json, neighbours) : SharedDocuments.publish(json, neighbours);
    }

    /** Whether a document holds a password for other servers. */
    public static boolean hasPassword(Document document) {
        return Documents.strings(document.json()).containsKey("passwordHash");
    }

    /** A document of the database without what is only there for the database. */
    public static String plain(String json) {
        return restored(json);
    }

    /** Whether this library published a document for other servers, and none of them saved it since. */
    public static boolean isOurs(Document document) {
        return isMarked(document)
                && SharedDocuments.original(restored(document.json())).isPresent();
    }

    /** Whether this library published a document for other servers at any time. */
    public static boolean isMarked(Document document) {
        return SharedDocuments.isMarked(document.json());
    }

    /** Whether a document may hold what waits for a decision of an administrator. */
    public static boolean isUnclear(Document document) {
        return SharedDocuments.mayBeUnclear(document.json());
    }

    /** Whether a document is a user's, readable or not. */
    public static boolean isUser(Document document) {
        return TYPE.equals(Documents.strings(document.json()).get("java_type"));
    }

    /**
     * The user that a document describes, at its revision.
     *
     * @throws UnreadableUserException when it cannot be read
     * @throws StoreCorruptException when not even its id can be a user's
     */
    public static User read(Document document) {
        try {
            String plain = restored(document.json());
            return UserDocuments.read(
                    isMarked(document)
                            ? SharedDocuments.original(plain).orElseGet(() -> SharedDocuments.unmarked(plain))
                            : plain);
        } catch (DocumentException unreadable) {
            throw unreadable(document, unreadable);
        }
    }

    /** Whether a user can have the id of this document. */
    public static boolean hasIdOfAUser(Document document) {
        try {
            return !new UserId(document.id()).value().isEmpty();
        } catch (InvalidValueException nobodysId) {
            return false;
        }
    }

    /** The error about a document that cannot be read. */
    public static StoreCorruptException unreadable(Document document, DocumentException cause) {
        return hasIdOfAUser(document)
                ? new UnreadableUserException(new UserId(document.id()), cause)
                : new StoreCorruptException("the document of user " + document.id() + " is unreadable", cause);
    }

    private static String restored(String json) {
        return json.contains("\"" + ESCAPE) || json.contains("\"" + NUMBERS)
                ? Copy.of(json, new Reading(numbersIn(json)))
                : json;
    }

    private static Map<String, String> numbersIn(String json) {
        Map<String, String> numbers = new LinkedHashMap<>();
        try (JsonParser parser = Documents.factory().createParser(json)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (name.equals(NUMBERS) && parser.currentToken() == JsonToken.START_OBJECT) {
                    for (String place = parser.nextFieldName(); place != null; place = parser.nextFieldName()) {
                        parser.nextToken();
                        numbers.put(place, parser.getText());
                        parser.skipChildren();
                    }
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException noJson) {
            throw new StoreException("a document of the database is no JSON", null);
        }
        return numbers;
    }

    /** What a copy changes. */
    private interface Change {
        /** The name of an outer member; absent when it is left out. */
        Optional<String> outerName(String name);

        /** The name of a member below the outer level. */
        String innerName(String name);

        /** Which of the two names the user has. */
        String original(String name, String newName);

        String number(String place, String literal);

        /** Adds outer members after all others. */
        default void finish(JsonGenerator generator) throws IOException {}
    }

    private static final class Writing implements Change {
        private final boolean hasAttachments;
        private final boolean isPublished;
        private final Map<String, String> numbers = new LinkedHashMap<>();

        Writing(boolean hasAttachments, boolean isPublished, Optional<String> mark) {
            this.hasAttachments = hasAttachments;
            this.isPublished = isPublished;
            mark.ifPresent(random -> numbers.put(MARK, random));
        }

        @Override
        public Optional<String> outerName(String name) {
            boolean isKept = !(name.startsWith("_")
                            || name.startsWith(ESCAPE)
                            || name.equals(NUMBERS)
                            || (name.equals(SharedDocuments.MARK) && !isPublished))
                    || OUTER.contains(name)
                    || (hasAttachments && name.equals(ATTACHMENTS));
            return Optional.of(isKept ? name : ESCAPE + name);
        }

        @Override
        public String innerName(String name) {
            return name.matches(AWKWARD) ? ESCAPE + name : name;
        }

        @Override
        public String original(String name, String newName) {
            return name;
        }

        @Override
        public String number(String place, String literal) {
            if (isPlain(literal)) {
                return literal;
            }
            numbers.put(place, literal);
            return Double.isFinite(Double.parseDouble(literal)) ? literal : "0";
        }

        @Override
        public void finish(JsonGenerator generator) throws IOException {
            if (!numbers.isEmpty()) {
                generator.writeObjectFieldStart(NUMBERS);
                for (Map.Entry<String, String> number : numbers.entrySet()) {
                    generator.writeStringField(number.getKey(), number.getValue());
                }
                generator.writeEndObject();
            }
        }

        private static boolean isPlain(String literal) {
            return literal.length() <= MAX_PLAIN_DIGITS
                    && !literal.equals("-0")
                    && literal.chars().allMatch(digit -> digit == '-' || (digit >= '0' && digit <= '9'));
        }
    }

    private record Reading(Map<String, String> numbers) implements Change {
        @Override
        public Optional<String> outerName(String name) {
            if (name.equals(NUMBERS)) {
                return Optional.empty();
            }
            return Optional.of(innerName(name));
        }

        @Override
        public String innerName(String name) {
            return name.startsWith(ESCAPE) ? name.substring(ESCAPE.length()) : name;
        }

        @Override
        public String original(String name, String newName) {
            return newName;
        }

        @Override
        public String number(String place, String literal) {
            String original = numbers.get(place);
            return original != null && isSame(original, literal) ? original : literal;
        }

        private static boolean isSame(String original, String stored) {
            try {
                double value = Double.parseDouble(original);
                return Double.isFinite(value) ? value == Double.parseDouble(stored) : Double.parseDouble(stored) == 0;
            } catch (NumberFormatException noNumber) {
                return false;
            }
        }
    }

    /** Copies a JSON object token by token. */
    private static final class Copy {
        private final JsonParser parser;
        private final JsonGenerator generator;
        private final Change change;

        private Copy(JsonParser parser, JsonGenerator generator, Change change) {
            this.parser = parser;
            this.generator = generator;
            this.change = change;
        }

        static String of(String json, Change change) {
            StringWriter text = new StringWriter(json.length() + 64);
            try (JsonParser parser = Documents.factory().createParser(json);
                    JsonGenerator generator = Documents.factory().createGenerator(text)) {
                new Copy(parser, generator, change).object();
            } catch (IOException noJson) {
                throw new StoreException("a document of the database is no JSON", null);
            }
            return text.toString();
        }

        private void object() throws IOException {
            parser.nextToken();
            generator.writeStartObject();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                Optional<String> newName = change.outerName(name);
                if (newName.isPresent()) {
                    generator.writeFieldName(newName.get());
                    value("/" + segment(change.original(name, newName.get())), MAPS.contains(name));
                } else {
                    parser.skipChildren();
                }
            }
            change.finish(generator);
            generator.writeEndObject();
        }

        private void value(String place, boolean isMap) throws IOException {
            switch (parser.currentToken()) {
                case START_OBJECT -> members(place, isMap);
                case START_ARRAY -> elements(place);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    generator.writeNumber(change.number(place, parser.getText()));
                default -> generator.copyCurrentEvent(parser);
            }
        }

        private void members(String place, boolean isMap) throws IOException {
            generator.writeStartObject();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                String newName = isMap ? name : change.innerName(name);
                generator.writeFieldName(newName);
                parser.nextToken();
                value(place + "/" + segment(change.original(name, newName)), false);
            }
            generator.writeEndObject();
        }

        private void elements(String place) throws IOException {
            generator.writeStartArray();
            for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
                value(place + "/" + index, false);
            }
            generator.writeEndArray();
        }

        /** A name as RFC 6901 writes it in a pointer. */
        private static String segment(String name) {
            return name.replace("~", "~0").replace("/", "~1");
        }
    }
}
