package io.keyholder.verification.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.application.recovery.JoinResult;
import io.keyholder.application.recovery.KeyShare;
import io.keyholder.application.recovery.KeyShareReading;
import io.keyholder.application.recovery.KeyShares;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.testkit.sample.TestKeyPairs;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;

class KeySharesTest {
    private static final int SECRET = 4 * 64;

    private final KeyShares shares = new KeyShares(BouncyCastleCrypto.create());

    @Property(tries = 30)
    void anyAsManyAsTheThresholdGiveTheKeyAndFewerDoNot(
            @ForAll KeyPadding padding,
            @ForAll @IntRange(min = 2, max = 6) int threshold,
            @ForAll @IntRange(max = 3) int more,
            @ForAll Random random) {
        EncryptionKeyPair pair = TestKeyPairs.mary(padding);
        List<KeyShare> all = readBack(shares.split(pair, threshold, threshold + more));
        Collections.shuffle(all, random);
        assertThat(shares.join(all.subList(0, threshold))).isEqualTo(new JoinResult.Joined(pair));
        assertThat(shares.join(all)).isEqualTo(new JoinResult.Joined(pair));
        assertThat(shares.join(all.subList(0, threshold - 1)))
                .isEqualTo(new JoinResult.TooFew(threshold - 1, threshold));
    }

    @Example
    void saysThatNoShareIsTooFew() {
        assertThat(shares.join(List.of())).isEqualTo(new JoinResult.TooFew(0, 0));
    }

    @Example
    void tellsWhatAShareIs() {
        EncryptionKeyPair pair = TestKeyPairs.mary();
        KeyShare second = readBack(shares.split(pair, 2, 3)).get(1);
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.threshold()).isEqualTo(2);
        assertThat(second.count()).isEqualTo(3);
        assertThat(second.setId()).matches("[0-9a-f]{32}");
        assertThat(second.fingerprint())
                .isEqualTo(pair.publicKey().fingerprint().sha256());
        assertThat(second).hasToString("KeyShare[2 of 3, 2 needed, set " + second.setId() + "]");
    }

    @Example
    void refusesASharesOfAnotherKeyOrAnotherSplitting() {
        List<KeyShare> own = shares.split(TestKeyPairs.mary(), 2, 3);
        List<KeyShare> again = shares.split(TestKeyPairs.mary(), 2, 3);
        List<KeyShare> other = shares.split(TestKeyPairs.john(), 2, 3);
        assertThat(shares.join(List.of(own.get(0), again.get(1))))
                .isEqualTo(new JoinResult.Foreign(
                        Set.of(own.get(0).setId(), again.get(0).setId())));
        assertThat(shares.join(List.of(own.get(0), own.get(1), other.get(2)))).isInstanceOf(JoinResult.Foreign.class);
    }

    @Example
    void refusesAShareThatIsGivenTwice() {
        List<KeyShare> own = shares.split(TestKeyPairs.mary(), 3, 5);
        assertThat(shares.join(List.of(own.get(4), own.get(0), own.get(4))))
                .isEqualTo(new JoinResult.Duplicate(Set.of(5)));
    }

    @Example
    void readsAShareThatProgramsFormatted() {
        String text = new String(shares.split(TestKeyPairs.mary(), 2, 2).get(0).text(), StandardCharsets.US_ASCII);
        String formatted = "\uFEFFDear Ann,\u00A0\r\n"
                + text.replace("\n", "\u00A0\r\n\u200B").replace('-', '\u2011');
        assertThat(KeyShare.read(formatted.getBytes(StandardCharsets.UTF_8))).isInstanceOf(KeyShareReading.Read.class);
    }

    @Property(tries = 100)
    void noticesEveryChangedCharacter(
            @ForAll @IntRange(max = 3_000) int position, @ForAll @CharRange(from = '!', to = '~') char replacement) {
        byte[] text = shares.split(TestKeyPairs.mary(), 2, 2).get(0).text();
        byte[] changed = Damage.at(text, position, replacement);
        KeyShareReading reading = KeyShare.read(changed);
        if (Arrays.equals(text, changed)) {
            assertThat(reading).isInstanceOf(KeyShareReading.Read.class);
        } else {
            assertThat(reading).isInstanceOf(KeyShareReading.Damaged.class);
        }
    }

    /**
     * A keeper who lies makes the checksum right: the key that comes out is compared with the fingerprint. A bit that
     * is no part of the key, such as one of its version of PKCS #8, may differ.
     */
    @Example
    void givesNoOtherKeyForAForgedShare() throws GeneralSecurityException {
        EncryptionKeyPair pair = TestKeyPairs.mary();
        List<KeyShare> own = shares.split(pair, 2, 3);
        byte[] text = own.get(0).text();
        for (int position = 0; position < Damage.contentSize(text); position++) {
            if (KeyShare.read(Damage.forged(text, position)) instanceof KeyShareReading.Read read
                    && shares.join(List.of(read.share(), own.get(1))) instanceof JoinResult.Joined joined) {
                assertThat(numbersOf(joined.pair())).isEqualTo(numbersOf(pair));
            }
        }
    }

    private static List<BigInteger> numbersOf(EncryptionKeyPair pair) throws GeneralSecurityException {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(pair.privateKey().pkcs8()));
        return List.of(
                key.getModulus(),
                key.getPublicExponent(),
                key.getPrivateExponent(),
                key.getPrimeP(),
                key.getPrimeQ(),
                key.getPrimeExponentP(),
                key.getPrimeExponentQ(),
                key.getCrtCoefficient());
    }

    @Example
    void saysThatWhatCameOutIsNotTheKey() {
        List<KeyShare> own = shares.split(TestKeyPairs.mary(), 2, 3);
        KeyShare forged =
                ((KeyShareReading.Read) KeyShare.read(Damage.forged(own.get(0).text(), SECRET))).share();
        assertThat(shares.join(List.of(forged, own.get(1)))).isEqualTo(new JoinResult.NotTheKey(Set.of(1, 2)));
        assertThat(shares.join(List.of(own.get(2), own.get(1)))).isInstanceOf(JoinResult.Joined.class);
    }

    @Example
    void opensASealedShareForItsKeeperOnly() {
        EncryptionKeyPair owner = TestKeyPairs.mary();
        EncryptionKeyPair keeper = TestKeyPairs.john();
        List<KeyShare> own = shares.split(owner, 2, 2);
        byte[] sealed = shares.sealFor(keeper.publicKey(), own.get(0));
        KeyShare opened = ((KeyShareReading.Read) shares.open(sealed, keeper)).share();
        assertThat(shares.join(List.of(opened, own.get(1)))).isEqualTo(new JoinResult.Joined(owner));
        assertThat(shares.open(sealed, owner)).isEqualTo(new KeyShareReading.Unopenable());
        sealed[sealed.length - 1] ^= 1;
        assertThat(shares.open(sealed, keeper)).isEqualTo(new KeyShareReading.Unopenable());
    }

    @Example
    void refusesNumbersAndPairsThatCannotBe() {
        EncryptionKeyPair mary = TestKeyPairs.mary();
        for (int[] numbers : new int[][] {{1, 3}, {4, 3}, {2, 256}, {0, 0}}) {
            assertThatThrownBy(() -> shares.split(mary, numbers[0], numbers[1]))
                    .isInstanceOf(InvalidValueException.class);
        }
        EncryptionKeyPair mixed =
                new EncryptionKeyPair(mary.publicKey(), TestKeyPairs.john().privateKey());
        assertThatThrownBy(() -> shares.split(mixed, 2, 3)).isInstanceOf(InvalidValueException.class);
    }

    @Example
    void isWiped() {
        KeyShare share = shares.split(TestKeyPairs.mary(), 2, 2).get(0);
        share.close();
        assertThatThrownBy(share::text).isInstanceOf(IllegalStateException.class);
    }

    private static List<KeyShare> readBack(List<KeyShare> written) {
        List<KeyShare> read = new ArrayList<>();
        written.forEach(share -> read.add(((KeyShareReading.Read) KeyShare.read(share.text())).share()));
        return read;
    }
}
