package io.keyholder.adapters.crypto.internal.password.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.internal.password.bcrypt.BcryptFunction;
import io.keyholder.adapters.crypto.internal.password.bcrypt.BouncyCastleBcrypt;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneBcryptTest {
    private static final BcryptFunction PEER = new BouncyCastleBcrypt();

    /** However many callers share however few cores, at mixed costs, each gets its own digest. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void eachCallerGetsItsOwnDigest(int cores) throws InterruptedException, ExecutionException {
        LaneBcrypt bcrypt = new LaneBcrypt(cores);
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try {
            List<Callable<byte[]>> calls = IntStream.range(0, 64)
                    .<Callable<byte[]>>mapToObj(number -> () -> bcrypt.digest(key(number), salt(number), cost(number)))
                    .toList();
            List<byte[]> digests = new ArrayList<>();
            for (Future<byte[]> call : callers.invokeAll(calls)) {
                digests.add(call.get());
            }
            assertThat(digests).hasSize(64);
            for (int number = 0; number < digests.size(); number++) {
                assertThat(digests.get(number)).isEqualTo(PEER.digest(key(number), salt(number), cost(number)));
            }
            assertThat(bcrypt.waiting()).isZero();
        } finally {
            callers.shutdownNow();
        }
    }

    /** SECURITY case 44: a full heap costs the caller that met it its digest, and no other caller anything. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFullHeapTakesNoCoreAndNoDigestOfOthers(int cores) throws Exception {
        AtomicInteger failures = new AtomicInteger(5);
        LaneBcrypt bcrypt = new LaneBcrypt(cores, (inputs, cost) -> {
            if (failures.getAndDecrement() > 0) {
                throw new OutOfMemoryError("as if");
            }
            return BcryptBatch.digests(inputs, cost);
        });
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try {
            List<Callable<byte[]>> calls = IntStream.range(0, 64)
                    .<Callable<byte[]>>mapToObj(number -> () -> bcrypt.digest(key(number), salt(number), cost(number)))
                    .toList();
            List<Future<byte[]>> outcomes = callers.invokeAll(calls);
            int failed = 0;
            for (int number = 0; number < outcomes.size(); number++) {
                failed += isOwnDigest(outcomes.get(number), number) ? 0 : 1;
            }
            assertThat(failed).isEqualTo(5);
            assertThat(bcrypt.waiting()).isZero();
        } finally {
            callers.shutdownNow();
        }
    }

    private static boolean isOwnDigest(Future<byte[]> outcome, int number) throws InterruptedException {
        try {
            assertThat(outcome.get()).isEqualTo(PEER.digest(key(number), salt(number), cost(number)));
            return true;
        } catch (ExecutionException failed) {
            assertThat(failed).hasCauseInstanceOf(OutOfMemoryError.class);
            return false;
        }
    }

    /** A caller that was interrupted still gets its digest, and the interrupt is not lost. */
    @Test
    void anInterruptIsKeptForTheCaller() {
        Thread.currentThread().interrupt();
        byte[] digest = new LaneBcrypt(1).digest(key(1), salt(1), 4);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(digest).isEqualTo(PEER.digest(key(1), salt(1), 4));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3, 32})
    void refusesCostsThatBcryptDoesNotHave(int cost) {
        assertThatThrownBy(() -> new LaneBcrypt(1).digest(key(1), salt(1), cost))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesSaltsOfAnotherSize() {
        assertThatThrownBy(() -> new LaneBcrypt(1).digest(key(1), new byte[15], 4))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isFoundSound() {
        assertThat(LaneBcrypt.isSound()).isTrue();
    }

    /** The file holds the digits of pi: computed here by the formula of Machin. */
    @Test
    void beginsWithTheDigitsOfPi() throws IOException {
        int bits = LaneKernel.USED * Integer.SIZE;
        BigInteger pi = arctanOfInverse(5, bits + 64)
                .shiftLeft(4)
                .subtract(arctanOfInverse(239, bits + 64).shiftLeft(2))
                .shiftRight(64);
        BigInteger fraction = pi.subtract(BigInteger.valueOf(3).shiftLeft(bits));
        try (InputStream stream = LaneBcrypt.class.getResourceAsStream("pi.bin")) {
            assertThat(stream).isNotNull();
            byte[] file = new DataInputStream(stream).readAllBytes();
            assertThat(file).hasSize(bits / Byte.SIZE);
            assertThat(new BigInteger(1, file)).isEqualTo(fraction);
        }
    }

    private static BigInteger arctanOfInverse(int x, int bits) {
        BigInteger square = BigInteger.valueOf((long) x * x);
        BigInteger power = BigInteger.ONE.shiftLeft(bits).divide(BigInteger.valueOf(x));
        BigInteger sum = power;
        for (int k = 3; power.signum() != 0; k += 2) {
            power = power.divide(square);
            BigInteger term = power.divide(BigInteger.valueOf(k));
            sum = (k & 2) == 0 ? sum.add(term) : sum.subtract(term);
        }
        return sum;
    }

    private static byte[] key(int number) {
        return new byte[] {(byte) (number + 1), 2, 3};
    }

    private static byte[] salt(int number) {
        byte[] salt = new byte[BcryptFunction.SALT_BYTES];
        salt[number % salt.length] = (byte) number;
        return salt;
    }

    private static int cost(int number) {
        return 4 + number % 3 / 2;
    }
}
