package io.keyholder.adapters.crypto.internal.keypair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.keys.KeyPairGenerator;
import io.keyholder.testkit.contract.crypto.KeyPairGeneratorContract;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReadyKeyPairsTest implements KeyPairGeneratorContract {
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final List<EncryptionKeyPair> made = new ArrayList<>();

    @Override
    public KeyPairGenerator newGenerator() {
        return BouncyCastleCrypto.create(
                        CryptoOptions.defaults().icureCompatible().withReadyKeyPairs(1))
                .keyPairGenerator();
    }

    private EncryptionKeyPair pair() {
        byte[] bytes = ByteBuffer.allocate(64).putInt(made.size()).array();
        EncryptionKeyPair pair = new EncryptionKeyPair(
                EncryptionPublicKey.ofSpki(bytes, KeyPadding.OAEP_SHA256), EncryptionPrivateKey.ofPkcs8(bytes));
        made.add(pair);
        return pair;
    }

    private void runBackground() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    /** What a caller or the background does next. */
    enum Step {
        ASK,
        REFILL
    }

    @Property(tries = 200)
    void handsOutEachPairOnceAndKeepsNoMoreThanAskedFor(
            @ForAll @Size(max = 30) List<Step> steps, @ForAll @IntRange(min = 1, max = 4) int most) {
        made.clear();
        background.clear();
        ReadyKeyPairs pairs = ReadyKeyPairs.filling(this::pair, most, background::add);
        Set<EncryptionPublicKey> given = new HashSet<>();
        for (Step step : steps) {
            if (step == Step.ASK) {
                assertThat(given.add(pairs.generate().publicKey())).isTrue();
            } else {
                runBackground();
                assertThat(pairs.size()).isEqualTo(most);
            }
            assertThat(background.size()).isLessThanOrEqualTo(1);
        }
        runBackground();
        pairs.close();
        assertThat(made).hasSize(given.size() + most);
        made.forEach(pair -> assertThat(isWiped(pair)).isEqualTo(!given.contains(pair.publicKey())));
    }

    @Test
    void wipesAPairThatIsFinishedAfterClosing() {
        ReadyKeyPairs[] pairs = new ReadyKeyPairs[1];
        pairs[0] = ReadyKeyPairs.filling(
                () -> {
                    pairs[0].close();
                    return pair();
                },
                3,
                background::add);
        runBackground();

        assertThat(made).hasSize(1).allMatch(ReadyKeyPairsTest::isWiped);
    }

    @Test
    void stillMakesPairsAfterClosing() {
        ReadyKeyPairs pairs = ReadyKeyPairs.filling(this::pair, 3, background::add);
        runBackground();
        pairs.close();
        pairs.close();

        assertThat(isWiped(pairs.generate())).isFalse();
        assertThat(background).isEmpty();
    }

    @Test
    void theCallerHearsOfABrokenProviderAndRefillingIsTriedAgain() {
        boolean[] broken = {true};
        ReadyKeyPairs pairs = ReadyKeyPairs.filling(
                () -> {
                    if (broken[0]) {
                        throw new CryptoException("no provider", new IllegalStateException());
                    }
                    return pair();
                },
                2,
                background::add);
        runBackground();

        assertThatThrownBy(pairs::generate).isInstanceOf(CryptoException.class);
        broken[0] = false;
        runBackground();
        assertThat(pairs.size()).isEqualTo(2);
    }

    @Test
    void aFullHeapInTheBackgroundEndsNothingButThisTry() {
        boolean[] full = {true};
        ReadyKeyPairs pairs = ReadyKeyPairs.filling(
                () -> {
                    if (full[0]) {
                        throw new OutOfMemoryError("on purpose");
                    }
                    return pair();
                },
                2,
                background::add);
        assertThatThrownBy(this::runBackground).isInstanceOf(OutOfMemoryError.class);
        full[0] = false;

        assertThat(isWiped(pairs.generate())).isFalse();
        runBackground();
        assertThat(pairs.size()).isEqualTo(2);
    }

    @Test
    void aThreadThatDoesNotStartIsAskedForAgainAndCostsNoCallerItsPair() {
        for (Throwable none : List.of(new RejectedExecutionException("full"), new OutOfMemoryError("no thread"))) {
            List<Throwable> refusals = new ArrayList<>();
            ReadyKeyPairs pairs = ReadyKeyPairs.filling(this::pair, 1, task -> {
                if (refusals.isEmpty()) {
                    background.add(task);
                } else {
                    sneak(refusals.remove(0));
                }
            });
            runBackground();
            refusals.add(none);

            assertThat(isWiped(pairs.generate())).isFalse();
            assertThat(background).isEmpty();
            assertThat(isWiped(pairs.generate())).isFalse();
            runBackground();
            assertThat(pairs.size()).isEqualTo(1);
        }
    }

    private static void sneak(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    @Test
    void closingTheCryptographyTwiceLeavesItUsable() {
        BouncyCastleCrypto crypto = BouncyCastleCrypto.create(
                CryptoOptions.defaults().icureCompatible().withReadyKeyPairs(2));
        crypto.close();
        crypto.close();

        assertThat(isWiped(crypto.keyPairGenerator().generate())).isFalse();
    }

    @Test
    void refusesACountOutOfBounds() {
        for (int count : new int[] {-1, 1_001}) {
            assertThatThrownBy(() -> CryptoOptions.defaults().withReadyKeyPairs(count))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessage("ready key pairs are not 0 to 1000");
        }
        assertThat(CryptoOptions.defaults().readyKeyPairs()).isZero();
        assertThat(CryptoOptions.defaults().withReadyKeyPairs(1_000).readyKeyPairs())
                .isEqualTo(1_000);
    }

    private static boolean isWiped(EncryptionKeyPair pair) {
        try {
            return pair.privateKey().pkcs8().length == 0;
        } catch (IllegalStateException closed) {
            return true;
        }
    }
}
