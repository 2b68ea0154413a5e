package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.keys.DataSealer;
import io.keyholder.ports.keys.UnopenableDataException;
import io.keyholder.testkit.ContractRun;
import io.keyholder.testkit.internal.SealedBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** That the contract of sealing passes for a plain sealer, and fails for each of its broken relatives. */
class SealingContractsTest {
    @Test
    void passesForASealerInOneChunk() {
        assertThat(ContractRun.of(OfOneChunk.class).failures()).isEmpty();
    }

    @Test
    void findsAContextThatIsNotBound() {
        assertThat(ContractRun.of(OfNoContext.class).failures()).contains("opensInItsContextOnly");
    }

    @Test
    void findsContentThatIsNotAuthenticated() {
        assertThat(ContractRun.of(OfCounterMode.class).failures())
                .contains("opensNothingThatWasChangedOrCutOrLengthened", "opensNothingThatWasReordered");
    }

    @Test
    void findsOnePaddingForAll() {
        assertThat(ContractRun.of(OfOnePadding.class).failures()).contains("opensForKeysOfEitherPaddingAndNoOther");
    }

    @Test
    void findsWeakKeysAndTwoPaddingsThatAreTaken() {
        assertThat(ContractRun.of(OfAnyKey.class).failures())
                .contains("refusesRecipientsThatCannotBe", "sealsForNoKeyInAnotherEncoding", "sealsForNoWeakKey");
    }

    @Test
    void findsErrorsThatTellTheReason() {
        assertThat(ContractRun.of(OfTalkativeErrors.class).failures()).contains("opensInItsContextOnly");
    }

    @Test
    void findsContentReleasedBeforeItIsAuthentic() {
        assertThat(ContractRun.of(OfHastyStreams.class).failures()).contains("streamsNothingButAuthenticContent");
    }

    @Test
    void findsContentInClear() {
        assertThat(ContractRun.of(OfClearCopies.class).failures()).contains("hidesTheContent");
    }

    /** What the broken ones are made of. */
    static DataSealer right() {
        return new PlainSealer(EnumSet.noneOf(Flaw.class));
    }

    private enum Flaw {
        FORGETS_CONTEXT,
        DOES_NOT_AUTHENTICATE,
        KNOWS_ONE_PADDING,
        TAKES_ANY_KEY,
        TELLS_THE_REASON,
        RELEASES_EARLY,
        KEEPS_A_COPY
    }

    static final class OfOneChunk implements DataSealerContract {
        @Override
        public DataSealer newSealer() {
            return new PlainSealer(EnumSet.noneOf(Flaw.class));
        }
    }

    static final class OfNoContext implements DataSealerContract {
        @Override
        public DataSealer newSealer() {
            return new PlainSealer(EnumSet.of(Flaw.FORGETS_CONTEXT));
        }
    }

    static final class OfCounterMode implements DataSealerContract {
        @Override
        public DataSealer newSealer() {
            return new PlainSealer(EnumSet.of(Flaw.DOES_NOT_AUTHENTICATE));
        }
    }

    static final class OfOnePadding implements DataSealerContract {
        @Override
        public DataSealer newSealer() {
            return new PlainSealer(EnumSet.of(Flaw.KNOWS_ONE_PADDING));
        }
    }

    static final class OfAnyKey implements DataSealerContract {
        @Override
        public DataSealer newSealer() {
            return new PlainSealer(EnumSet.of(Flaw.TAKES_ANY_KEY));
        }
    }

    static final class OfTalkativeErrors implements DataSealerContract {
        @Override
        public DataSealer newSealer() {
            return new PlainSealer(EnumSet.of(Flaw.TELLS_THE_REASON));
        }
    }

    static final class OfHastyStreams implements DataSealerContract {
        @Override
        public DataSealer newSealer() {
            return new PlainSealer(EnumSet.of(Flaw.RELEASES_EARLY));
        }
    }

    static final class OfClearCopies implements DataSealerContract {
        @Override
        public DataSealer newSealer() {
            return new PlainSealer(EnumSet.of(Flaw.KEEPS_A_COPY));
        }
    }

    /**
     * The number of recipients; for each its fingerprint and the wrapped key, 256 bytes; a nonce; the content in one
     * piece, for which everything before it is authenticated.
     */
    private record PlainSealer(Set<Flaw> flaws) implements DataSealer {
        private static final int ENTRY_BYTES = 64 + 256;
        private static final int NONCE_BYTES = 12;
        private static final int TAG_BYTES = 16;

        @Override
        public byte[] seal(byte[] content, Collection<EncryptionPublicKey> recipients, SealingContext context) {
            Collection<EncryptionPublicKey> distinct = distinct(recipients);
            byte[] key = random(32);
            byte[] nonce = random(NONCE_BYTES);
            ByteBuffer header = ByteBuffer.allocate(1 + distinct.size() * ENTRY_BYTES + NONCE_BYTES)
                    .put((byte) distinct.size());
            distinct.forEach(recipient ->
                    header.put(ascii(recipient.fingerprint().sha256())).put(wrapped(key, recipient)));
            header.put(nonce);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, header.array(), context, content);
            byte[] whole = SealedBytes.joined(header.array(), sealed);
            return flaws.contains(Flaw.KEEPS_A_COPY) ? SealedBytes.joined(whole, content) : whole;
        }

        @Override
        public byte[] open(byte[] sealed, EncryptionKeyPair pair, SealingContext context) {
            byte[] pkcs8 = pair.privateKey().pkcs8();
            try {
                ByteBuffer source = ByteBuffer.wrap(sealed);
                int headerBytes = 1 + (source.get(0) & 0xff) * ENTRY_BYTES + NONCE_BYTES;
                byte[] header = Arrays.copyOf(sealed, headerBytes);
                byte[] nonce = Arrays.copyOfRange(header, headerBytes - NONCE_BYTES, headerBytes);
                byte[] key = unwrapped(header, pkcs8, pair.publicKey());
                byte[] rest = Arrays.copyOfRange(sealed, headerBytes, sealed.length);
                return cipher(Cipher.DECRYPT_MODE, key, nonce, header, context, rest);
            } catch (RuntimeException refused) {
                if (flaws.contains(Flaw.TELLS_THE_REASON)) {
                    throw refused;
                }
                throw new UnopenableDataException();
            }
        }

        @Override
        public void seal(
                InputStream content,
                OutputStream target,
                Collection<EncryptionPublicKey> recipients,
                SealingContext context)
                throws IOException {
            target.write(seal(content.readAllBytes(), recipients, context));
        }

        @Override
        public void open(InputStream sealed, OutputStream target, EncryptionKeyPair pair, SealingContext context)
                throws IOException {
            byte[] whole = sealed.readAllBytes();
            if (flaws.contains(Flaw.RELEASES_EARLY)) {
                target.write(whole, 0, Math.min(whole.length, 1_000));
                target.flush();
            }
            target.write(open(whole, pair, context));
        }

        private Collection<EncryptionPublicKey> distinct(Collection<EncryptionPublicKey> recipients) {
            Map<String, EncryptionPublicKey> distinct = new LinkedHashMap<>();
            for (EncryptionPublicKey recipient : recipients) {
                EncryptionPublicKey other =
                        distinct.putIfAbsent(recipient.fingerprint().sha256(), recipient);
                if (other != null && !other.equals(recipient) && !flaws.contains(Flaw.TAKES_ANY_KEY)) {
                    throw new InvalidValueException("recipients", "hold one key with two paddings");
                }
            }
            if (distinct.isEmpty()) {
                throw new InvalidValueException("recipients", "are none");
            }
            return distinct.values();
        }

        private byte[] unwrapped(byte[] header, byte[] pkcs8, EncryptionPublicKey recipient) {
            byte[] name = ascii(recipient.fingerprint().sha256());
            for (int at = 1; at + ENTRY_BYTES <= header.length; at += ENTRY_BYTES) {
                if (Arrays.equals(header, at, at + name.length, name, 0, name.length)) {
                    byte[] wrapped = Arrays.copyOfRange(header, at + name.length, at + ENTRY_BYTES);
                    return checked(() -> {
                        Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
                        rsa.init(
                                Cipher.DECRYPT_MODE,
                                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)),
                                oaep(recipient));
                        return rsa.doFinal(wrapped);
                    });
                }
            }
            throw new IllegalArgumentException("not a recipient");
        }

        private byte[] wrapped(byte[] key, EncryptionPublicKey recipient) {
            return checked(() -> {
                RSAPublicKey publicKey = PlainRsa.of(recipient);
                if (!PlainRsa.isUsed(recipient) && !flaws.contains(Flaw.TAKES_ANY_KEY)) {
                    throw new InvalidValueException("recipient", "has a weak key");
                }
                Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
                rsa.init(Cipher.ENCRYPT_MODE, publicKey, oaep(recipient));
                return Arrays.copyOf(rsa.doFinal(key), 256);
            });
        }

        private OAEPParameterSpec oaep(EncryptionPublicKey recipient) {
            boolean sha256 = flaws.contains(Flaw.KNOWS_ONE_PADDING) || recipient.padding() == KeyPadding.OAEP_SHA256;
            return sha256
                    ? new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT)
                    : new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);
        }

        private byte[] cipher(int mode, byte[] key, byte[] nonce, byte[] header, SealingContext context, byte[] input) {
            return checked(() -> {
                if (flaws.contains(Flaw.DOES_NOT_AUTHENTICATE)) {
                    Cipher counter = Cipher.getInstance("AES/CTR/NoPadding");
                    byte[] start = Arrays.copyOf(nonce, 16);
                    counter.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(start));
                    return counter.doFinal(input);
                }
                Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
                gcm.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * 8, nonce));
                gcm.updateAAD(header);
                if (!flaws.contains(Flaw.FORGETS_CONTEXT)) {
                    gcm.updateAAD(context.value().getBytes(StandardCharsets.UTF_8));
                }
                return gcm.doFinal(input);
            });
        }

        private interface Work {
            byte[] run() throws GeneralSecurityException;
        }

        private static byte[] checked(Work work) {
            try {
                return work.run();
            } catch (GeneralSecurityException refused) {
                throw new InvalidValueException("key or content", "is refused: " + refused.getMessage());
            }
        }

        private static byte[] random(int count) {
            byte[] bytes = new byte[count];
            new SecureRandom().nextBytes(bytes);
            return bytes;
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
