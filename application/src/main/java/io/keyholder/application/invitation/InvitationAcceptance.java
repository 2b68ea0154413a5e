package io.keyholder.application.invitation;

import io.keyholder.application.internal.Arguments;
import io.keyholder.application.key.FirstKey;
import io.keyholder.application.key.ProvenKey;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionPublicKey;
import java.util.Optional;

/**
 * How an invitation is accepted: by its secret, with a first password, and with a first key pair unless said otherwise.
 * Immutable; every method returns a new value. Holds the secrets that it is given without copying them: the caller
 * closes them. Silent in {@code toString}.
 */
public final class InvitationAcceptance {
    private final Password secret;
    private final Password password;
    private final Optional<String> source;
    private final FirstKey firstKey;

    private InvitationAcceptance(Password secret, Password password, Optional<String> source, FirstKey firstKey) {
        this.secret = secret;
        this.password = password;
        this.source = source;
        this.firstKey = firstKey;
    }

    /** By the secret that the message brought, with the password that the user chose. */
    public static InvitationAcceptance of(Password secret, Password password) {
        return new InvitationAcceptance(
                Arguments.required("secret", secret),
                Arguments.required("password", password),
                Optional.empty(),
                new FirstKey.Generated(FirstKey.Trust.ON_RECEIPT));
    }

    /** The same from this source, such as a network address, whose wrong attempts are counted. */
    public InvitationAcceptance from(String newSource) {
        return new InvitationAcceptance(
                secret, password, Optional.of(Arguments.required("source", newSource)), firstKey);
    }

    /** The same with a key that the user's client made; only its public half comes here. */
    public InvitationAcceptance withPublicKey(EncryptionPublicKey publicKey) {
        return new InvitationAcceptance(
                secret, password, source, new FirstKey.OfClient(Arguments.required("public key", publicKey)));
    }

    /** The same with a key that the user's client made and has shown to hold. */
    public InvitationAcceptance withProvenKey(ProvenKey key) {
        return new InvitationAcceptance(
                secret, password, source, new FirstKey.Proven(Arguments.required("proven key", key)));
    }

    /**
     * The same with a key pair that is made here and sealed for as soon as the user is active, as
     * {@link io.keyholder.application.user.NewUser#withKeyInOneStep} does.
     */
    public InvitationAcceptance withKeyInOneStep() {
        return new InvitationAcceptance(secret, password, source, new FirstKey.Generated(FirstKey.Trust.AT_ONCE));
    }

    /** The same without a first key. */
    public InvitationAcceptance withoutKey() {
        return new InvitationAcceptance(secret, password, source, new FirstKey.None());
    }

    @Override
    public String toString() {
        return "InvitationAcceptance[hidden]";
    }

    public Password secret() {
        return secret;
    }

    public Password password() {
        return password;
    }

    public Optional<String> source() {
        return source;
    }

    public FirstKey firstKey() {
        return firstKey;
    }
}
