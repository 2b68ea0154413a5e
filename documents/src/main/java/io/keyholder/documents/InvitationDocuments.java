package io.keyholder.documents;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.failure.DocumentVersionException;
import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonException;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonWriter;
import io.keyholder.documents.internal.json.StrictJson;
import io.keyholder.documents.internal.mapping.InvitationMapping;
import io.keyholder.documents.internal.mapping.StrictMembers;
import io.keyholder.domain.invitation.Invitation;
import java.nio.charset.StandardCharsets;

/**
 * Reads and writes an invitation as one JSON object of this library's own; {@code write} then {@code read} gives an
 * equal invitation, down to the nanosecond. As with {@link LoginStateDocuments}, a document that is damaged, or that a
 * later version wrote, is refused as a whole, and members of other names are left alone. Stateless and thread-safe.
 */
public final class InvitationDocuments {
    /** The version that is written, and the latest that is read. Rises with every new member. */
    public static final int VERSION = InvitationMapping.VERSION;

    private InvitationDocuments() {}

    /**
     * The invitation that a document describes.
     *
     * @throws DocumentVersionException when a later version of this library wrote it
     * @throws DocumentException when it is damaged
     */
    public static Invitation read(String json) {
        try {
            return read(StrictJson.parse(json));
        } catch (JsonException refused) {
            throw DocumentException.of(refused.problem());
        }
    }

    /**
     * The invitation that a document in UTF-8 describes.
     *
     * @throws DocumentVersionException as {@link #read(String)} does
     * @throws DocumentException as {@link #read(String)} does
     */
    public static Invitation read(byte[] utf8) {
        try {
            return read(StrictJson.parse(StrictJson.decode(utf8)));
        } catch (JsonException refused) {
            throw DocumentException.of(refused.problem());
        }
    }

    /** The document of an invitation, on one line. */
    public static String write(Invitation invitation) {
        try {
            return JsonWriter.of(InvitationMapping.write(invitation));
        } catch (JsonException unwritable) {
            throw DocumentException.of(unwritable.problem());
        }
    }

    /** The same as {@link #write}, in UTF-8. */
    public static byte[] writeUtf8(Invitation invitation) {
        return write(invitation).getBytes(StandardCharsets.UTF_8);
    }

    private static Invitation read(Json json) {
        if (json instanceof JsonObject source) {
            return InvitationMapping.read(new StrictMembers(source));
        }
        throw DocumentException.of("is not an object");
    }
}
