package io.keyholder.web.key;

import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.web.view.Encoded;
import io.keyholder.web.view.Moments;
import java.util.Collection;
import java.util.List;

/**
 * A public key as pages show it.
 *
 * @param fingerprint SHA-256 of it, in hex
 * @param registered when
 * @param state {@code in use}, {@code waiting} for a word, or {@code revoked}
 * @param spki the key in Base64
 * @param padding what it is used with
 */
public record KeyView(String fingerprint, String registered, String state, String spki, String padding) {
    /** The keys in the order of their registration. */
    public static List<KeyView> of(Collection<RegisteredKey> keys) {
        return keys.stream().map(KeyView::of).toList();
    }

    /** The fingerprint in groups of four, for people to compare. */
    public String groups() {
        return fingerprint.replaceAll("(.{4})(?=.)", "$1 ");
    }

    private static KeyView of(RegisteredKey key) {
        String state = key.revoked().isPresent() ? "revoked" : key.vouch().isPresent() ? "in use" : "waiting";
        return new KeyView(
                key.publicKey().fingerprint().sha256(),
                Moments.dateAndTime(key.registered()),
                state,
                Encoded.text(key.publicKey().spki()),
                key.publicKey().padding().name());
    }
}
