package io.keyholder.adapters.crypto.internal.password.bcrypt;

import java.util.ArrayList;
import java.util.List;

/** The real bcrypt, which remembers at which costs it was asked to work. */
public final class CountingBcrypt implements BcryptFunction {
    private final BcryptFunction bcrypt = new BouncyCastleBcrypt();
    private final List<Integer> costs = new ArrayList<>();

    @Override
    public byte[] digest(byte[] key, byte[] salt, int cost) {
        costs.add(cost);
        return bcrypt.digest(key, salt, cost);
    }

    /** How many rounds of bcrypt were made since last asked. */
    public long takeRounds() {
        long rounds = costs.stream().mapToLong(cost -> 1L << cost).sum();
        costs.clear();
        return rounds;
    }
}
