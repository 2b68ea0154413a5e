package io.keyholder.testkit.contract.crypto;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.testkit.PlatformKeyFiles;
import io.keyholder.testkit.failing.ForwardingKeyFiles;
import io.keyholder.testkit.internal.PlatformPem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Key files that break one clause each. */
final class KeyFileFaults {
    private KeyFileFaults() {}

    static List<CryptoFault> all() {
        return List.of(
                of("EncryptsEachKeyOnce", new EncryptsEachKeyOnce(), "encryptsAfreshEachTime"),
                of("LeavesTheLastNewlineOut", new LeavesTheLastNewlineOut(), "endsWithANewlineAndIsAscii"),
                of("ClosesShortKeys", new ClosesShortKeys(), "leavesKeyAndPassphraseOpen"),
                of("WritesAClosedKey", new WritesAClosedKey(), "refusesAClosedKeyAndAClosedPassphrase"),
                of("DropsALastSpace", new DropsALastSpace(), "writesAFileThatNoOtherPassphraseOpens"));
    }

    private static CryptoFault of(String name, PrivateKeyFiles files, String clause) {
        return CryptoFault.of(name, PrivateKeyFilesContract.class, files, clause);
    }

    /** Right in everything. */
    static class PlainFiles extends ForwardingKeyFiles {
        PlainFiles() {
            super(PlatformKeyFiles.right());
        }

        byte[] decrypt(String pem, String passphrase) throws GeneralSecurityException {
            return PlatformPem.decrypt(pem, passphrase);
        }
    }

    private static final class EncryptsEachKeyOnce extends PlainFiles {
        private final Map<List<ByteBuffer>, byte[]> fileByKey = new ConcurrentHashMap<>();

        @Override
        public byte[] toEncryptedPem(EncryptionPrivateKey key, Password passphrase) {
            List<ByteBuffer> both = List.of(ByteBuffer.wrap(key.pkcs8()), ByteBuffer.wrap(passphrase.utf8()));
            return fileByKey
                    .computeIfAbsent(both, any -> super.toEncryptedPem(key, passphrase))
                    .clone();
        }
    }

    private static final class LeavesTheLastNewlineOut extends PlainFiles {
        @Override
        public byte[] toEncryptedPem(EncryptionPrivateKey key, Password passphrase) {
            byte[] file = super.toEncryptedPem(key, passphrase);
            return Arrays.copyOf(file, file.length - 1);
        }
    }

    private static final class ClosesShortKeys extends PlainFiles {
        @Override
        public byte[] toEncryptedPem(EncryptionPrivateKey key, Password passphrase) {
            byte[] file = super.toEncryptedPem(key, passphrase);
            if (key.pkcs8().length < 1_000) {
                key.close();
            }
            return file;
        }
    }

    private static final class WritesAClosedKey extends PlainFiles {
        @Override
        public byte[] toEncryptedPem(EncryptionPrivateKey key, Password passphrase) {
            try {
                return super.toEncryptedPem(key, passphrase);
            } catch (IllegalStateException closed) {
                return new byte[0];
            }
        }
    }

    private static final class DropsALastSpace extends PlainFiles {
        @Override
        public byte[] toEncryptedPem(EncryptionPrivateKey key, Password passphrase) {
            String text = new String(passphrase.utf8(), StandardCharsets.UTF_8);
            return super.toEncryptedPem(key, Password.of(shortened(text)));
        }

        @Override
        byte[] decrypt(String pem, String passphrase) throws GeneralSecurityException {
            return super.decrypt(pem, shortened(passphrase));
        }

        private static String shortened(String passphrase) {
            return passphrase.replaceFirst("(?<=\\S) $", "");
        }
    }
}
