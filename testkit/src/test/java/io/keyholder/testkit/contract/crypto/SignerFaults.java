package io.keyholder.testkit.contract.crypto;

import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.OriginStatement;
import io.keyholder.ports.keys.OriginSigner;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A signer that breaks one clause. */
final class SignerFaults {
    private SignerFaults() {}

    static List<CryptoFault> all() {
        return List.of(CryptoFault.of(
                "RefusesItsOwn", OriginSignerContract.class, new RefusesItsOwn(), "verifiesWhatItSigned"));
    }

    private static final class RefusesItsOwn implements OriginSigner {
        private final OriginSigner right = OriginSignerContractTest.right();
        private final Set<ByteBuffer> own = ConcurrentHashMap.newKeySet();

        @Override
        public byte[] sign(OriginStatement statement, EncryptionKeyPair pair) {
            byte[] signature = right.sign(statement, pair);
            own.add(ByteBuffer.wrap(signature.clone()));
            return signature;
        }

        @Override
        public boolean verify(OriginStatement statement, byte[] signature, EncryptionPublicKey signer) {
            return !own.contains(ByteBuffer.wrap(signature)) && right.verify(statement, signature, signer);
        }
    }
}
