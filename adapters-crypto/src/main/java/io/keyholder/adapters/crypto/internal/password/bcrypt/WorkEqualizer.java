package io.keyholder.adapters.crypto.internal.password.bcrypt;

/**
 * Spends the work that a password check lacks, so that its time shows nothing of what is stored. Bcrypt at cost c makes
 * 2^c rounds; what is lacking to them is made up of one computation for each of its binary digits, down to the least
 * cost of bcrypt. Thread-safe.
 */
public final class WorkEqualizer {
    private static final byte[] NO_KEY = {};
    private static final byte[] ANY_SALT = new byte[BcryptFunction.SALT_BYTES];

    private final int cost;
    private final BcryptFunction bcrypt;

    public WorkEqualizer(int cost, BcryptFunction bcrypt) {
        this.cost = cost;
        this.bcrypt = bcrypt;
    }

    /**
     * Completes the work of one check at the current cost.
     *
     * @param spent the work already done, in rounds of bcrypt
     */
    public void complete(long spent) {
        long lacking = Math.max(0, (1L << cost) - spent);
        for (int digit = BcryptLimits.LEAST; digit <= cost; digit++) {
            if ((lacking >> digit & 1) == 1) {
                spend(digit);
            }
        }
    }

    private void spend(int atCost) {
        byte[] unused = bcrypt.digest(NO_KEY, ANY_SALT, atCost);
    }
}
