package io.keyholder.verification.wrong.adapters.mail;

/** Deliberately wrong: knows another adapter. */
public final class MailThatKnowsCrypto {
    public Object crypto() {
        return new io.keyholder.verification.wrong.adapters.crypto.CryptoThatKnowsTheApplication();
    }
}
