package io.keyholder.web.key;

import io.keyholder.application.Keyholder;
import io.keyholder.application.key.PossessionChallenge;
import io.keyholder.application.key.ProvenKey;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.PossessionProof;
import io.keyholder.web.view.Encoded;
import jakarta.servlet.http.HttpSession;
import org.springframework.stereotype.Component;

/** Asks a browser whether it holds the private half of a key. The question waits in the session for one answer. */
@Component
public class Challenges {
    private static final String ATTRIBUTE = "challenge";

    private final Keyholder keyholder;

    Challenges(Keyholder keyholder) {
        this.keyholder = keyholder;
    }

    /**
     * What goes to the browser.
     *
     * @param encrypted the challenge
     * @param owner whose key it is to be
     */
    public record Question(String encrypted, String owner) {}

    /** A question about a key that is to be registered for this owner. */
    public Question ask(DataOwnerId owner, String spki, HttpSession session) {
        EncryptionPublicKey key = EncryptionPublicKey.ofSpki(Encoded.bytes("public key", spki), KeyPadding.OAEP_SHA256);
        PossessionChallenge challenge = keyholder.keys().challengeToRegister(owner, key);
        session.setAttribute(ATTRIBUTE, challenge);
        return new Question(Encoded.text(challenge.encrypted()), owner.value());
    }

    /**
     * The key that the answer proves.
     *
     * @throws InvalidValueException when it proves none
     */
    public ProvenKey prove(String proof, HttpSession session) {
        Object waiting = session.getAttribute(ATTRIBUTE);
        session.removeAttribute(ATTRIBUTE);
        if (waiting instanceof PossessionChallenge challenge) {
            return challenge
                    .prove(PossessionProof.ofBytes(Encoded.bytes("proof", proof)))
                    .orElseThrow(() -> new InvalidValueException("proof of the key", "is wrong or too late"));
        }
        throw new InvalidValueException("proof of the key", "was not asked for");
    }
}
