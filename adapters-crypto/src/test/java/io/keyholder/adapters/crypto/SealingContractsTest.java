package io.keyholder.adapters.crypto;

import io.keyholder.ports.keys.ContentCipher;
import io.keyholder.ports.keys.ContentKeyWrapper;
import io.keyholder.ports.keys.DataSealer;
import io.keyholder.ports.keys.OriginSigner;
import io.keyholder.testkit.contract.crypto.ContentCipherContract;
import io.keyholder.testkit.contract.crypto.ContentKeyWrapperContract;
import io.keyholder.testkit.contract.crypto.DataSealerContract;
import io.keyholder.testkit.contract.crypto.OriginSignerContract;
import org.junit.jupiter.api.Nested;

/** That sealing keeps what its ports promise. */
class SealingContractsTest {
    private static final BouncyCastleCrypto CRYPTO = BouncyCastleCrypto.create();

    @Nested
    class ForDataOwners implements DataSealerContract {
        @Override
        public DataSealer newSealer() {
            return CRYPTO.dataSealer();
        }
    }

    @Nested
    class OfContentKeys implements ContentKeyWrapperContract {
        @Override
        public ContentKeyWrapper newWrapper() {
            return CRYPTO.contentKeyWrapper();
        }
    }

    @Nested
    class UnderContentKeys implements ContentCipherContract {
        @Override
        public ContentCipher newCipher() {
            return CRYPTO.contentCipher();
        }
    }

    @Nested
    class OfOrigins implements OriginSignerContract {
        @Override
        public OriginSigner newSigner() {
            return CRYPTO.originSigner();
        }
    }
}
