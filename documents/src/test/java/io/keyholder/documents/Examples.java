package io.keyholder.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The example documents of three generations of iCure. */
public final class Examples {
    public static final String G1_MINIMAL = read("02-g1-minimal");
    public static final String G2_TWO_FACTORS = read("03-g2-full-2fa-tokens");
    public static final String G2_INVITED = read("04-g2-patient-invited");
    public static final String G3_FULL = read("06-g3-full-hcp-permissions");
    public static final String G3_MINIMAL = read("07-g3-minimal");
    public static final String G3_DELETED = read("08-g3-deleted");
    public static final String G3_UNKNOWN_FIELDS = read("09-g3-device-unknown-fields");

    public static final List<String> ALL =
            List.of(G1_MINIMAL, G2_TWO_FACTORS, G2_INVITED, G3_FULL, G3_MINIMAL, G3_DELETED, G3_UNKNOWN_FIELDS);

    private Examples() {}

    private static String read(String name) {
        try (InputStream resource = Examples.class.getResourceAsStream("/icure/" + name + ".json")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
