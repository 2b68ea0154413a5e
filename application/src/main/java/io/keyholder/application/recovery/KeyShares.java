package io.keyholder.application.recovery;

import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.keys.DataSealer;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.ports.keys.SecretSplitter;
import io.keyholder.ports.keys.UnopenableDataException;
import io.keyholder.ports.randomness.SecretGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Splits a private key among people its owner trusts, so that some of them together give it back, and fewer have
 * nothing. <b>Any as many as the threshold can read the owner's data without asking: choose both with care.</b>
 * Thread-safe.
 */
public final class KeyShares {
    private static final SealingContext SEALED_SHARE = new SealingContext("keyholder key share 1");

    private final SecretGenerator random;
    private final SecretSplitter splitter;
    private final PrivateKeyFiles importer;
    private final DataSealer sealer;

    /**
     * Shares by this cryptography.
     *
     * @throws io.keyholder.ports.failure.CryptoException when it does not split secrets, seal data or read private keys
     */
    public KeyShares(Crypto crypto) {
        this.random = crypto.secretGenerator();
        this.splitter = crypto.secretSplitter();
        this.importer = crypto.privateKeyFiles();
        this.sealer = crypto.dataSealer();
    }

    /**
     * Fresh shares of a private key; the caller closes them. The pair stays open. Splitting it again makes another set,
     * whose shares do not go with these, and takes nothing from these.
     *
     * @param threshold how many give the key, at least 2
     * @param count how many there are, at least the threshold and at most {@value SecretSplitter#MAX_SHARES}
     * @throws io.keyholder.domain.InvalidValueException when a number is out of its bounds or the halves are of
     *     different pairs
     */
    public List<KeyShare> split(EncryptionKeyPair pair, int threshold, int count) {
        PrivateKeyBundle protectedKey = PrivateKeyBundle.of(pair, importer);
        byte[] pkcs8 = pair.privateKey().pkcs8();
        List<byte[]> secrets = List.of();
        try {
            secrets = splitter.split(pkcs8, threshold, count);
            String id = HexFormat.of().formatHex(random.nextBytes(ShareSet.ID_BYTES));
            ShareSet set = new ShareSet(id, threshold, count, protectedKey);
            List<KeyShare> shares = new ArrayList<>();
            for (byte[] secret : secrets) {
                shares.add(new KeyShare(set, shares.size() + 1, secret));
            }
            return List.copyOf(shares);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
            secrets.forEach(secret -> Arrays.fill(secret, (byte) 0));
        }
    }

    /** A share that only its keeper can read: it may lie on a server. Make sure that the public key is the keeper's. */
    public byte[] sealFor(EncryptionPublicKey keeper, KeyShare share) {
        byte[] text = share.text();
        try {
            return sealer.seal(text, List.of(keeper), SEALED_SHARE);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /** Reads what {@link #sealFor} made, with the keeper's pair. */
    public KeyShareReading open(byte[] sealed, EncryptionKeyPair keeper) {
        try {
            byte[] text = sealer.open(sealed, keeper, SEALED_SHARE);
            try {
                return KeyShare.read(text);
            } finally {
                Arrays.fill(text, (byte) 0);
            }
        } catch (UnopenableDataException refused) {
            return new KeyShareReading.Unopenable();
        }
    }

    /**
     * Joins shares to the private key. Of more than are needed, those with the lowest numbers are used. The shares stay
     * open.
     *
     * @param shares of one set, each once
     */
    public JoinResult join(Collection<KeyShare> shares) {
        Set<ShareSet> sets = shares.stream().map(KeyShare::set).collect(Collectors.toSet());
        if (sets.size() > 1) {
            return new JoinResult.Foreign(shares.stream().map(KeyShare::setId).collect(Collectors.toSet()));
        }
        Set<Integer> duplicates = duplicatesAmong(shares);
        if (!duplicates.isEmpty()) {
            return new JoinResult.Duplicate(duplicates);
        }
        int threshold = sets.stream().mapToInt(ShareSet::threshold).max().orElse(0);
        if (shares.isEmpty() || shares.size() < threshold) {
            return new JoinResult.TooFew(shares.size(), threshold);
        }
        return joined(shares.stream()
                .sorted(Comparator.comparing(KeyShare::number))
                .limit(threshold)
                .toList());
    }

    private JoinResult joined(List<KeyShare> shares) {
        Map<Integer, byte[]> secrets = new LinkedHashMap<>();
        shares.forEach(share -> secrets.put(share.number(), share.secret()));
        try {
            boolean areAlike = secrets.values().stream()
                            .mapToInt(secret -> secret.length)
                            .distinct()
                            .count()
                    == 1;
            PrivateKeyBundle protectedKey = shares.get(0).set().protectedKey();
            return (areAlike
                            ? protectedKey.pairOf(splitter.combine(secrets), importer)
                            : Optional.<EncryptionKeyPair>empty())
                    .<JoinResult>map(JoinResult.Joined::new)
                    .orElseGet(() -> new JoinResult.NotTheKey(secrets.keySet()));
        } finally {
            secrets.values().forEach(secret -> Arrays.fill(secret, (byte) 0));
        }
    }

    private static Set<Integer> duplicatesAmong(Collection<KeyShare> shares) {
        Set<Integer> seen = new TreeSet<>();
        return shares.stream()
                .map(KeyShare::number)
                .filter(number -> !seen.add(number))
                .collect(Collectors.toSet());
    }
}
