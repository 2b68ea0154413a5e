package io.keyholder.adapters.crypto.internal.password.bcrypt;

import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHashFormat;
import io.keyholder.adapters.crypto.internal.password.format.UncheckableHash;
import io.keyholder.adapters.crypto.password.HashDiagnosis;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Peppered hashes whose key is not at hand: understood, so that the host can be told which key that is, and not
 * checkable.
 */
public final class MissingPepperFormat implements StoredHashFormat {
    private static final Pattern SHAPE =
            Pattern.compile(Pattern.quote(PepperedKeying.ID_PREFIX) + "([0-9a-f]{16})}(.+)");

    private final Set<String> presentIds;

    /** For all keys but these. */
    public MissingPepperFormat(Set<String> presentIds) {
        this.presentIds = Set.copyOf(presentIds);
    }

    @Override
    public Optional<StoredHash> read(String encoded) {
        Matcher parts = SHAPE.matcher(encoded);
        return parts.matches() && !presentIds.contains(parts.group(1)) && isBcrypt(parts.group(2))
                ? Optional.of(new UncheckableHash(new HashDiagnosis.PepperKeyMissing(parts.group(1))))
                : Optional.empty();
    }

    private static boolean isBcrypt(String text) {
        return BcryptText.parse(text)
                .filter(bcrypt -> bcrypt.canonical().equals(text))
                .isPresent();
    }
}
