package io.keyholder.embedded;

import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.memory.options.H2Options;
import io.keyholder.application.KeyholderOptions;
import java.time.Clock;

/**
 * What a host may choose about {@link EmbeddedKeyholder} without wiring it by hand. Immutable.
 *
 * @param keyholder the clock, rules, policies, the audit trail, how invitations leave
 * @param crypto how passwords are hashed, such as with a pepper or beside a live iCure server, and keys made. Whatever
 *     it states about second-factor secrets: they are sealed under the keys in
 *     {@link EmbeddedKeyholder#SEALING_KEY_FILE}
 * @param store how the files are kept
 */
public record EmbeddedOptions(KeyholderOptions keyholder, CryptoOptions crypto, H2Options store) {
    /** The defaults of all three, with the system clock. */
    public static EmbeddedOptions defaults() {
        return new EmbeddedOptions(
                KeyholderOptions.of(Clock.systemUTC()), CryptoOptions.defaults(), H2Options.defaults());
    }

    /** These with other choices about users and logging in. */
    public EmbeddedOptions withKeyholder(KeyholderOptions options) {
        return new EmbeddedOptions(options, crypto, store);
    }

    /** These with other choices about hashes and keys. */
    public EmbeddedOptions withCrypto(CryptoOptions options) {
        return new EmbeddedOptions(keyholder, options, store);
    }

    /** These with other choices about the files. */
    public EmbeddedOptions withStore(H2Options options) {
        return new EmbeddedOptions(keyholder, crypto, options);
    }
}
