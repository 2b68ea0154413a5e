package io.keyholder.domain.login;

import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.internal.Check;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is remembered about logging in, beside the user, so that logging in never collides with editing the user.
 * Immutable; holds hashes only.
 *
 * @param attempts wrong attempts
 * @param lastCodeStep the time step of the last accepted code: neither it nor an earlier one is accepted again
 * @param secondFactorConfirmed when a second factor was last confirmed here; absent when none is. A user document
 *     without a second factor while this is present was stripped by another writer, and must not let anybody in
 * @param recoveryCodes hashes of the recovery codes not used yet
 * @param pendingLogin a login that waits for its code
 * @param lastLogin the last login
 * @param tokenLastUse the last use of each token by name
 */
public record LoginState(
        Attempts attempts,
        OptionalLong lastCodeStep,
        Optional<Instant> secondFactorConfirmed,
        List<PasswordHash> recoveryCodes,
        Optional<PendingLogin> pendingLogin,
        Optional<Instant> lastLogin,
        Map<String, Instant> tokenLastUse) {
    /** Nothing remembered. */
    public static final LoginState NONE = new LoginState(
            Attempts.NONE,
            OptionalLong.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    public LoginState {
        recoveryCodes = Check.list(recoveryCodes);
        tokenLastUse = Check.map(tokenLastUse);
    }

    /** The same with other attempts. */
    public LoginState withAttempts(Attempts newAttempts) {
        return new LoginState(
                newAttempts, lastCodeStep, secondFactorConfirmed, recoveryCodes, pendingLogin, lastLogin, tokenLastUse);
    }

    /** The same with a code of this step used. */
    public LoginState withCodeUsed(long step) {
        return new LoginState(
                attempts,
                OptionalLong.of(step),
                secondFactorConfirmed,
                recoveryCodes,
                pendingLogin,
                lastLogin,
                tokenLastUse);
    }

    /** Whether a code of this step may still be accepted. */
    public boolean mayUseCodeOf(long step) {
        return lastCodeStep.isEmpty() || step > lastCodeStep.getAsLong();
    }

    /** The same with a second factor confirmed and fresh recovery codes. */
    public LoginState withSecondFactorConfirmed(Instant when, List<PasswordHash> freshRecoveryCodes) {
        return new LoginState(
                attempts, lastCodeStep, Optional.of(when), freshRecoveryCodes, pendingLogin, lastLogin, tokenLastUse);
    }

    /** The same as if no second factor had ever been; used codes stay used. */
    public LoginState withoutSecondFactor() {
        return new LoginState(
                attempts, lastCodeStep, Optional.empty(), List.of(), Optional.empty(), lastLogin, tokenLastUse);
    }

    /** The same without this recovery code. */
    public LoginState withRecoveryCodeUsed(PasswordHash code) {
        List<PasswordHash> left = new ArrayList<>(recoveryCodes);
        left.remove(code);
        return new LoginState(
                attempts, lastCodeStep, secondFactorConfirmed, left, pendingLogin, lastLogin, tokenLastUse);
    }

    /** The same with a login that waits for its code, in the place of an earlier one; or with none. */
    public LoginState withPendingLogin(Optional<PendingLogin> pending) {
        return new LoginState(
                attempts, lastCodeStep, secondFactorConfirmed, recoveryCodes, pending, lastLogin, tokenLastUse);
    }

    /** The same with a successful login: wrong attempts are forgotten, nothing waits any more. */
    public LoginState withLogin(Instant when) {
        return new LoginState(
                Attempts.NONE,
                lastCodeStep,
                secondFactorConfirmed,
                recoveryCodes,
                Optional.empty(),
                Optional.of(when),
                tokenLastUse);
    }

    /** The same with a token used; the later use counts. */
    public LoginState withTokenUsed(String name, Instant when) {
        Map<String, Instant> uses = new LinkedHashMap<>(tokenLastUse);
        uses.merge(name, when, (before, now) -> before.isAfter(now) ? before : now);
        return new LoginState(
                attempts, lastCodeStep, secondFactorConfirmed, recoveryCodes, pendingLogin, lastLogin, uses);
    }
}
