package io.keyholder.commandline.quickstart;

import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.user.User;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The synthetic iCure documents that ship with this program; their README has their passwords. */
public final class SampleDocuments {
    private static final List<String> NAMES = List.of(
            "02-g1-minimal",
            "03-g2-full-2fa-tokens",
            "04-g2-patient-invited",
            "06-g3-full-hcp-permissions",
            "07-g3-minimal",
            "08-g3-deleted",
            "09-g3-device-unknown-fields");

    private SampleDocuments() {}

    /** The users that the documents describe. */
    static List<User> users() {
        return NAMES.stream()
                .map(SampleDocuments::json)
                .map(UserDocuments::read)
                .toList();
    }

    /** The text of one document, as it was stored. */
    public static byte[] json(String name) {
        String resource = "icure/" + name + ".json";
        try (InputStream content = SampleDocuments.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(content, resource).readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException("a sample document cannot be read", broken);
        }
    }

    /** The names of all documents. */
    public static List<String> names() {
        return NAMES;
    }
}
