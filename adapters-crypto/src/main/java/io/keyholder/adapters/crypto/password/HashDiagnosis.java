package io.keyholder.adapters.crypto.password;

/**
 * What a stored password hash is to this library, told to the host. Holds nothing of the hash itself. Who cannot get in
 * because of {@link TooMuchWork}, {@link PepperKeyMissing} or {@link UnknownForm} is refused as
 * {@link io.keyholder.domain.login.RefusalReason#UNREADABLE_CREDENTIAL} in the audit trail.
 */
public sealed interface HashDiagnosis {
    /** It is checked, and a new hash would have the same form and no higher cost. */
    record Current() implements HashDiagnosis {}

    /** It is checked, and replaced by a current one when its user next logs in with the password. */
    record Outdated() implements HashDiagnosis {}

    /**
     * It asks for more than the host accepts, and is never computed: raise the limit in {@code CryptoOptions} for as
     * long as such hashes are there, or set the user a new password.
     *
     * @param problem what is over which limit
     */
    record TooMuchWork(String problem) implements HashDiagnosis {}

    /**
     * It was made under a pepper key that is not among the host's: bring the key back with {@code PepperKeys}, or set
     * the user a new password.
     *
     * @param keyId what {@code PepperKeys} was when the hash was made
     */
    record PepperKeyMissing(String keyId) implements HashDiagnosis {}

    /** It has no known form, or is damaged: set the user a new password. */
    record UnknownForm() implements HashDiagnosis {}
}
