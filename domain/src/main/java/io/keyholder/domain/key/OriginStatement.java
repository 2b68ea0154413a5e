package io.keyholder.domain.key;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.internal.Check;
import io.keyholder.domain.internal.Digests;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the signature of a sealed property states: this key sealed this content for this property of this user. It
 * states no time. Immutable.
 *
 * @param user whose property it is
 * @param property the property's identifier
 * @param signer SHA-256 of the signer's SubjectPublicKeyInfo, 64 lower-case hex digits
 * @param sealed SHA-256 of the sealed content, 64 lower-case hex digits
 */
public record OriginStatement(UserId user, String property, String signer, String sealed) {
    /** The longest identifier of a property, in UTF-16 units. */
    public static final int MAX_PROPERTY_LENGTH = 4_096;

    private static final String LABEL = "keyholder property origin 1";
    private static final String SHA256 = "[0-9a-f]{64}";

    public OriginStatement {
        Check.anyText("property identifier", property, MAX_PROPERTY_LENGTH);
        Check.that(signer.matches(SHA256), "signer", "is not 64 lower-case hex digits");
        Check.that(sealed.matches(SHA256), "digest of sealed content", "is not 64 lower-case hex digits");
    }

    /**
     * The statement about this content.
     *
     * @param sealed the sealed content itself
     */
    public static OriginStatement about(UserId user, String property, String signer, byte[] sealed) {
        return new OriginStatement(user, property, signer, Digests.sha256Hex(sealed));
    }

    /**
     * What is signed: a label that no other use of the key has, then each part, all after their length in UTF-16 units;
     * UTF-8. Two statements never have the same message.
     */
    public byte[] message() {
        return Stream.of(LABEL, user.value(), property, signer, sealed)
                .map(part -> part.length() + ":" + part)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }
}
