package io.keyholder.documents;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonArray;
import io.keyholder.documents.internal.json.JsonException;
import io.keyholder.documents.internal.json.JsonObjectBuilder;
import io.keyholder.documents.internal.json.JsonString;
import io.keyholder.documents.internal.json.JsonWriter;
import io.keyholder.documents.internal.json.StrictJson;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.person.PersonData;
import java.util.List;

/**
 * Writes everything that is held about a person as one JSON object: {@code user} as iCure knows it, {@code login},
 * {@code publicKeys}, {@code invitations}. Stateless and thread-safe.
 */
public final class PersonDocuments {
    private PersonDocuments() {}

    /** The document, on one line. */
    public static String write(PersonData person) {
        try {
            return JsonWriter.of(new JsonObjectBuilder()
                    .put("user", StrictJson.parse(UserDocuments.write(person.user())))
                    .put("login", StrictJson.parse(LoginStateDocuments.write(person.login())))
                    .put(
                            "publicKeys",
                            list(person.publicKeys().stream()
                                    .map(PersonDocuments::key)
                                    .toList()))
                    .put(
                            "invitations",
                            list(person.invitations().stream()
                                    .map(InvitationDocuments::write)
                                    .map(PersonDocuments::parsed)
                                    .toList()))
                    .build());
        } catch (JsonException unwritable) {
            throw DocumentException.of(unwritable.problem());
        }
    }

    private static Json key(RegisteredKey key) {
        return new JsonObjectBuilder()
                .putText("dataOwnerId", key.owner().value())
                .putText("publicKey", key.publicKey().hex())
                .putText("registered", key.registered().toString())
                .put("vouch", key.vouch().map(PersonDocuments::vouch))
                .put("revoked", key.revoked().map(moment -> new JsonString(moment.toString())))
                .build();
    }

    private static Json vouch(Endorsement vouch) {
        return new JsonObjectBuilder()
                .putText("voucher", vouch.voucher())
                .putText("at", vouch.at().toString())
                .build();
    }

    private static Json parsed(String json) {
        try {
            return StrictJson.parse(json);
        } catch (JsonException unreadable) {
            throw DocumentException.of(unreadable.problem());
        }
    }

    private static Json list(List<Json> elements) {
        return new JsonArray(elements);
    }
}
