package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.OriginStatement;
import io.keyholder.domain.key.RegisteredKey;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Arbitraries for keys. Their bytes have any valid length and are no keys that a cryptographic provider would accept.
 */
public final class KeyArbitraries {
    private static final int RSA_2048_SPKI_BYTES = 294;
    private static final int MIN_SPKI_BYTES = 32;

    private KeyArbitraries() {}

    /** Registrations at any moment by anyone. */
    public static Arbitrary<RegisteredKey> registeredKeys() {
        return Combinators.combine(
                        DataOwnerArbitraries.dataOwnerIds(),
                        publicKeys(),
                        InstantArbitraries.instants(),
                        vouches().optional(),
                        InstantArbitraries.instants().optional())
                .as(RegisteredKey::new)
                .withoutEdgeCases();
    }

    /** Anyone's word at any moment. */
    public static Arbitrary<Endorsement> vouches() {
        return Combinators.combine(DataOwnerArbitraries.dataOwnerIds(), InstantArbitraries.instants())
                .as((voucher, at) -> new Endorsement(voucher.value(), at))
                .withoutEdgeCases();
    }

    /** Statements about content that was never sealed. */
    public static Arbitrary<OriginStatement> originStatements() {
        return Combinators.combine(
                        UserIdArbitraries.userIds(),
                        TextArbitraries.text(OriginStatement.MAX_PROPERTY_LENGTH),
                        fingerprints(),
                        fingerprints())
                .as((user, property, signer, content) ->
                        new OriginStatement(user, property, signer.sha256(), content.sha256()))
                .withoutEdgeCases();
    }

    /** Public keys for every padding. */
    public static Arbitrary<EncryptionPublicKey> publicKeys() {
        Arbitrary<Integer> sizes = Choice.of(8, Arbitraries.just(RSA_2048_SPKI_BYTES))
                .or(2, Arbitraries.of(MIN_SPKI_BYTES, 91, EncryptionPublicKey.MAX_SIZE_BYTES))
                .arbitrary();
        return Combinators.combine(bytes(sizes), Arbitraries.of(KeyPadding.class))
                .as(EncryptionPublicKey::ofSpki)
                .withoutEdgeCases();
    }

    /** Private keys, each to be closed by the test that draws it. */
    public static Arbitrary<EncryptionPrivateKey> privateKeys() {
        return bytes(Arbitraries.of(1, 1_217, EncryptionPrivateKey.MAX_SIZE_BYTES))
                .map(EncryptionPrivateKey::ofPkcs8);
    }

    /** Pairs whose halves have nothing to do with each other, each to be closed by the test that draws it. */
    public static Arbitrary<EncryptionKeyPair> keyPairs() {
        return Combinators.combine(publicKeys(), privateKeys())
                .as(EncryptionKeyPair::new)
                .withoutEdgeCases();
    }

    /** Fingerprints of such keys. */
    public static Arbitrary<Fingerprint> fingerprints() {
        return publicKeys().map(EncryptionPublicKey::fingerprint);
    }

    private static Arbitrary<byte[]> bytes(Arbitrary<Integer> sizes) {
        return Combinators.combine(sizes, Arbitraries.longs().withoutEdgeCases())
                .as(KeyArbitraries::randomBytes)
                .withoutEdgeCases();
    }

    private static byte[] randomBytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
