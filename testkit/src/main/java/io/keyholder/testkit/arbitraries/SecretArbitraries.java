package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.PossessionProof;
import io.keyholder.domain.key.PossessionPurpose;
import io.keyholder.domain.key.RecoveryKey;
import io.keyholder.domain.key.RecoveryKeyReading;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.domain.login.DeviceMark;
import io.keyholder.domain.token.TokenValue;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for what opens something, or proves something, and for what that is bound to. */
public final class SecretArbitraries {
    private static final int KEY_BYTES = 32;
    private static final int GROUPS = 14;

    private SecretArbitraries() {}

    /** Values of tokens, of any user and any name. */
    public static Arbitrary<TokenValue> tokenValues() {
        return Combinators.combine(UserIdArbitraries.userIds(), TextArbitraries.text(UserId.MAX_LENGTH), keyBytes())
                .as(TokenValue::of)
                .withoutEdgeCases();
    }

    /** Recovery keys; the caller closes them. */
    public static Arbitrary<RecoveryKey> recoveryKeys() {
        return keyBytes().map(RecoveryKey::of);
    }

    /** What becomes of a recovery key that was typed. */
    public static Arbitrary<RecoveryKeyReading> recoveryKeyReadings() {
        return Choice.<RecoveryKeyReading>of(3, recoveryKeys().map(RecoveryKeyReading.Read::new))
                .or(
                        1,
                        Arbitraries.integers()
                                .between(1, GROUPS)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(3)
                                .map(RecoveryKeyReading.Mistyped::new))
                .or(1, Arbitraries.of(new RecoveryKeyReading.Inconsistent(), new RecoveryKeyReading.WrongLength(0)))
                .arbitrary();
    }

    /** Keys of content; the caller closes them. */
    public static Arbitrary<ContentKey> contentKeys() {
        return keyBytes().map(ContentKey::of);
    }

    /** What sealed data is about. */
    public static Arbitrary<SealingContext> sealingContexts() {
        return TextArbitraries.text(SealingContext.MAX_LENGTH).map(SealingContext::new);
    }

    /** Marks of devices in the form of genuine ones. */
    public static Arbitrary<DeviceMark> deviceMarks() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars('-', '_')
                .ofMinLength(1)
                .ofMaxLength(DeviceMark.MAX_LENGTH - DeviceMark.PREFIX.length())
                .withoutEdgeCases()
                .map(text -> DeviceMark.of(DeviceMark.PREFIX + text));
    }

    /** What a client proves the possession of a key for. */
    public static Arbitrary<PossessionPurpose> possessionPurposes() {
        return Combinators.combine(
                        Arbitraries.of(PossessionPurpose.Act.class),
                        DataOwnerArbitraries.dataOwnerIds(),
                        KeyArbitraries.publicKeys().list().ofSize(2).uniqueElements(),
                        TextArbitraries.text(PossessionPurpose.MAX_HOST_LENGTH))
                .as((act, owner, keys, host) -> new PossessionPurpose(
                        act,
                        owner,
                        keys.get(0),
                        Optional.of(keys.get(1)).filter(key -> act == PossessionPurpose.Act.REPLACE),
                        host))
                .withoutEdgeCases();
    }

    /** Proofs of possession, right for hardly any purpose. */
    public static Arbitrary<PossessionProof> possessionProofs() {
        return keyBytes().map(PossessionProof::ofBytes);
    }

    private static Arbitrary<byte[]> keyBytes() {
        Arbitrary<byte[]> any =
                Arbitraries.bytes().array(byte[].class).ofSize(KEY_BYTES).withoutEdgeCases();
        return Choice.of(1, Arbitraries.of((byte) 0, (byte) -1).map(SecretArbitraries::filled))
                .or(9, any)
                .arbitrary();
    }

    private static byte[] filled(byte value) {
        byte[] bytes = new byte[KEY_BYTES];
        Arrays.fill(bytes, value);
        return bytes;
    }
}
