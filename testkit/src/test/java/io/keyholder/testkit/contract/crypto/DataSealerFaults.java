package io.keyholder.testkit.contract.crypto;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.keys.DataSealer;
import io.keyholder.ports.keys.UnopenableDataException;
import io.keyholder.testkit.internal.SealedBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sealers of data that break one clause each. */
final class DataSealerFaults {
    private DataSealerFaults() {}

    static List<CryptoFault> all() {
        return List.of(
                of("CountsEachMention", new CountsEachMention(), "countsAKeyThatIsGivenOftenOnce"),
                of("ClosesTheKey", new ClosesTheKey(), "leavesKeysOpenAndContentUnchanged"),
                of("SealsForTheFirst", new SealsForTheFirst(), "opensForEachRecipientAndNobodyElse"),
                of(
                        "ShowsThatDataIsShort",
                        new ShowsThatDataIsShort(),
                        "opensNoGarbage",
                        "opensNothingThatWasChangedOrCutOrLengthened"),
                of("JoinsAnyEnd", new JoinsAnyEnd(), "opensNoMixtureOfTwoMessages"),
                of("LosesTheByteAfterAChunk", new LosesTheByteAfterAChunk(), "opensWhatItSealedOfAnySize"),
                of("CallsAClosedKeyWrong", new CallsAClosedKeyWrong(), "refusesAClosedKey"),
                of("SealsEachContentOnce", new SealsEachContentOnce(), "sealsTheSameContentDifferentlyEachTime"),
                of("StreamsAnotherForm", new StreamsAnotherForm(), "streamsWhatTheOtherMethodsSealAndOpen"));
    }

    private static CryptoFault of(String name, DataSealer sealer, String... clauses) {
        return CryptoFault.of(name, DataSealerContract.class, sealer, clauses);
    }

    /** Right in everything. */
    static class PlainData implements DataSealer {
        private final DataSealer right = SealingContractsTest.right();

        @Override
        public byte[] seal(byte[] content, Collection<EncryptionPublicKey> recipients, SealingContext context) {
            return right.seal(content, recipients, context);
        }

        @Override
        public byte[] open(byte[] sealed, EncryptionKeyPair pair, SealingContext context) {
            return right.open(sealed, pair, context);
        }

        @Override
        public void seal(
                InputStream content,
                OutputStream target,
                Collection<EncryptionPublicKey> recipients,
                SealingContext context)
                throws IOException {
            right.seal(content, target, recipients, context);
        }

        @Override
        public void open(InputStream sealed, OutputStream target, EncryptionKeyPair pair, SealingContext context)
                throws IOException {
            right.open(sealed, target, pair, context);
        }
    }

    private static final class CountsEachMention extends PlainData {
        @Override
        public byte[] seal(byte[] content, Collection<EncryptionPublicKey> recipients, SealingContext context) {
            if (recipients.size() > MAX_RECIPIENTS) {
                throw new InvalidValueException("recipients", "are too many");
            }
            return super.seal(content, recipients, context);
        }
    }

    private static final class ClosesTheKey extends PlainData {
        @Override
        public byte[] open(byte[] sealed, EncryptionKeyPair pair, SealingContext context) {
            byte[] content = super.open(sealed, pair, context);
            pair.close();
            return content;
        }
    }

    private static final class SealsForTheFirst extends PlainData {
        @Override
        public byte[] seal(byte[] content, Collection<EncryptionPublicKey> recipients, SealingContext context) {
            super.seal(content, recipients, context);
            return super.seal(content, List.of(recipients.iterator().next()), context);
        }
    }

    private static final class ShowsThatDataIsShort extends PlainData {
        @Override
        public byte[] open(byte[] sealed, EncryptionKeyPair pair, SealingContext context) {
            if (sealed.length < 100) {
                throw new IllegalStateException("too short");
            }
            return super.open(sealed, pair, context);
        }
    }

    /** Six zeros in front, and an end that is bound to itself only: eight bytes, twice. */
    private static final class JoinsAnyEnd extends PlainData {
        @Override
        public byte[] seal(byte[] content, Collection<EncryptionPublicKey> recipients, SealingContext context) {
            byte[] end = new byte[8];
            new SecureRandom().nextBytes(end);
            byte[] sealed = SealedBytes.joined(new byte[6], super.seal(content, recipients, context));
            return SealedBytes.joined(sealed, SealedBytes.joined(end, end));
        }

        @Override
        public byte[] open(byte[] sealed, EncryptionKeyPair pair, SealingContext context) {
            int end = sealed.length - 16;
            if (end < 6
                    || !Arrays.equals(sealed, 0, 6, new byte[6], 0, 6)
                    || !Arrays.equals(sealed, end, end + 8, sealed, end + 8, end + 16)) {
                throw new UnopenableDataException();
            }
            return super.open(Arrays.copyOfRange(sealed, 6, end), pair, context);
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
            target.write(open(sealed.readAllBytes(), pair, context));
        }
    }

    private static final class LosesTheByteAfterAChunk extends PlainData {
        @Override
        public byte[] seal(byte[] content, Collection<EncryptionPublicKey> recipients, SealingContext context) {
            return super.seal(content.length == 65_537 ? Arrays.copyOf(content, 65_536) : content, recipients, context);
        }
    }

    private static final class CallsAClosedKeyWrong extends PlainData {
        @Override
        public byte[] open(byte[] sealed, EncryptionKeyPair pair, SealingContext context) {
            try {
                return super.open(sealed, pair, context);
            } catch (IllegalStateException closed) {
                throw new UnopenableDataException();
            }
        }
    }

    private static final class SealsEachContentOnce extends PlainData {
        private final Map<List<Object>, byte[]> sealedByWhat = new ConcurrentHashMap<>();

        @Override
        public byte[] seal(byte[] content, Collection<EncryptionPublicKey> recipients, SealingContext context) {
            List<Object> what = List.of(ByteBuffer.wrap(content.clone()), List.copyOf(recipients), context);
            return sealedByWhat
                    .computeIfAbsent(what, any -> super.seal(content, recipients, context))
                    .clone();
        }
    }

    private static final class StreamsAnotherForm extends PlainData {
        @Override
        public void seal(
                InputStream content,
                OutputStream target,
                Collection<EncryptionPublicKey> recipients,
                SealingContext context)
                throws IOException {
            target.write(0);
            super.seal(content, target, recipients, context);
        }
    }
}
