package io.keyholder.adapters.crypto;

import java.util.OptionalInt;

/**
 * Spends the work that a password check lacks, so that its time tells nothing about what is stored. Bcrypt at cost c makes
 * 2^c rounds; a check that made 2^s of them makes the costs s, s+1 … c-1 on top, which sum up to 2^c. Thread-safe.
 */
final class LevelWork {
    private static final byte[] NO_KEY = {};
    private static final byte[] ANY_SALT = new byte[BcryptFunction.SALT_BYTES];

    private final int cost;
    private final BcryptFunction bcrypt;

    LevelWork(int cost, BcryptFunction bcrypt) {
        this.cost = cost;
        this.bcrypt = bcrypt;
    }

    /**
     * Completes the work of one check at the current cost.
     *
     * @param spent the cost of the bcrypt computation already made; absent when there was none
     */
    void complete(OptionalInt spent) {
        if (spent.isEmpty()) {
            spend(cost);
        }
        for (int lacking = spent.orElse(cost); lacking < cost; lacking++) {
            spend(lacking);
        }
    }

    private void spend(int atCost) {
        byte[] unused = bcrypt.digest(NO_KEY, ANY_SALT, atCost);
    }
}
