package io.keyholder.documents;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.failure.DocumentVersionException;
import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonException;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonWriter;
import io.keyholder.documents.internal.json.StrictJson;
import io.keyholder.documents.internal.mapping.LoginStateMapping;
import io.keyholder.documents.internal.mapping.StrictMembers;
import io.keyholder.domain.login.LoginState;
import java.nio.charset.StandardCharsets;

/**
 * Reads and writes what is remembered about logging in as one JSON object of this library's own; {@code write} then
 * {@code read} gives an equal state, down to the nanosecond.
 *
 * <p>Unlike a user's document it belongs to this library alone, and a part that cannot be understood may be what keeps
 * a user out. So nothing is passed over: a document that is damaged, or that a later version wrote, is refused as a
 * whole, and with it, since a state is only ever replaced after it was read, any write over it. Members of other names
 * are left alone: stores add their own. Stateless and thread-safe.
 */
public final class LoginStateDocuments {
    /** The version that is written, and the latest that is read. Rises with every new member. */
    public static final int VERSION = LoginStateMapping.VERSION;

    private LoginStateDocuments() {}

    /**
     * The state that a document describes.
     *
     * @throws DocumentVersionException when a later version of this library wrote it
     * @throws DocumentException when it is damaged
     */
    public static LoginState read(String json) {
        try {
            return read(StrictJson.parse(json));
        } catch (JsonException refused) {
            throw DocumentException.of(refused.problem());
        }
    }

    /**
     * The state that a document in UTF-8 describes.
     *
     * @throws DocumentVersionException as {@link #read(String)} does
     * @throws DocumentException as {@link #read(String)} does
     */
    public static LoginState read(byte[] utf8) {
        try {
            return read(StrictJson.parse(StrictJson.decode(utf8)));
        } catch (JsonException refused) {
            throw DocumentException.of(refused.problem());
        }
    }

    /**
     * The document of a state, on one line.
     *
     * @throws DocumentException when {@link #read(String)} would refuse it: it is too large, or a token's name is
     *     malformed
     */
    public static String write(LoginState state) {
        try {
            return JsonWriter.of(LoginStateMapping.write(state));
        } catch (JsonException unwritable) {
            throw DocumentException.of(unwritable.problem());
        }
    }

    /** The same as {@link #write}, in UTF-8. */
    public static byte[] writeUtf8(LoginState state) {
        return write(state).getBytes(StandardCharsets.UTF_8);
    }

    private static LoginState read(Json json) {
        if (json instanceof JsonObject source) {
            return LoginStateMapping.read(new StrictMembers(source));
        }
        throw DocumentException.of("is not an object");
    }
}
