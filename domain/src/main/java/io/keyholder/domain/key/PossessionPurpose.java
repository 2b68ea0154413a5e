package io.keyholder.domain.key;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.internal.Check;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a proof of possession is for. A client answers for one purpose, and the answer is good for no other. Immutable.
 *
 * @param act what is done with the key
 * @param owner whose key
 * @param publicKey the key whose private half is proved
 * @param successor the key that takes its place; present for {@link Act#REPLACE} alone
 * @param host the name by which clients know the host, as the client itself knows it
 */
public record PossessionPurpose(
        Act act,
        DataOwnerId owner,
        EncryptionPublicKey publicKey,
        Optional<EncryptionPublicKey> successor,
        String host) {
    /** The longest name of a host, in UTF-16 units. */
    public static final int MAX_HOST_LENGTH = 600;

    private static final String LABEL = "keyholder possession 2";
    private static final String WHAT = "purpose of a proof";

    /** What is done with a key that is proved. */
    public enum Act {
        /** It is registered, as a first key or in the place of another. */
        REGISTER,
        /** It vouches for its successor and is revoked. */
        REPLACE,
        /** It is revoked. */
        REVOKE
    }

    public PossessionPurpose {
        Check.text("name of a host", host, MAX_HOST_LENGTH);
        Check.that(successor.isPresent() == (act == Act.REPLACE), WHAT, "names a successor, or none, against its act");
        Check.that(!successor.equals(Optional.of(publicKey)), WHAT, "names a key as its own successor");
    }

    /** To register a key. */
    public static PossessionPurpose toRegister(DataOwnerId owner, EncryptionPublicKey publicKey, String host) {
        return new PossessionPurpose(Act.REGISTER, owner, publicKey, Optional.empty(), host);
    }

    /** To replace a key by its successor. */
    public static PossessionPurpose toReplace(
            DataOwnerId owner, EncryptionPublicKey publicKey, EncryptionPublicKey successor, String host) {
        return new PossessionPurpose(Act.REPLACE, owner, publicKey, Optional.of(successor), host);
    }

    /** To revoke a key. */
    public static PossessionPurpose toRevoke(DataOwnerId owner, EncryptionPublicKey publicKey, String host) {
        return new PossessionPurpose(Act.REVOKE, owner, publicKey, Optional.empty(), host);
    }

    /** What the proof is computed over: each part after its length in UTF-16 units. */
    String message() {
        return Stream.of(
                        LABEL,
                        act.name(),
                        owner.value(),
                        name(publicKey),
                        successor.map(PossessionPurpose::name).orElse(""),
                        host)
                .map(part -> part.length() + ":" + part)
                .collect(Collectors.joining());
    }

    private static String name(EncryptionPublicKey key) {
        return key.padding().name() + " " + key.fingerprint().sha256();
    }
}
