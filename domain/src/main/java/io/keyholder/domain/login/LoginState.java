package io.keyholder.domain.login;

import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.internal.Check;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is remembered about logging in, beside the user, so that logging in never collides with editing the user.
 * Immutable; holds hashes only.
 *
 * @param attempts wrong attempts
 * @param lastCodeStep the time step of the last accepted code: neither it nor an earlier one is accepted again
 * @param secondFactorConfirmed when a second factor was last confirmed here; absent when none is. A user document
 *     without a second factor while this is present was stripped by another writer, and must not let a user in
 * @param secondFactorRemoval since when the second factor is being removed here; absent when it is not. A user document
 *     without a second factor is not taken for a stripped one meanwhile
 * @param recoveryCodes hashes of the recovery codes not used yet
 * @param pendingLogin a login that waits for its code
 * @param pendingContact a new email or phone that waits for its code
 * @param passwordChangeDemanded when an administrator asked for a new password; absent when no one does
 * @param lastLogin the last login
 * @param tokenLastUse the last use of each token by name
 * @param recognition by what the user's devices and sources are recognized; absent before the first login
 * @param sessions the logins by password that go on
 * @param wrongCodes wrong codes of the second factor in a row, over any time
 */
public record LoginState(
        Attempts attempts,
        OptionalLong lastCodeStep,
        Optional<Instant> secondFactorConfirmed,
        Optional<Instant> secondFactorRemoval,
        List<PasswordHash> recoveryCodes,
        Optional<PendingLogin> pendingLogin,
        Optional<PendingContact> pendingContact,
        Optional<Instant> passwordChangeDemanded,
        Optional<Instant> lastLogin,
        Map<String, Instant> tokenLastUse,
        Optional<Recognition> recognition,
        Sessions sessions,
        int wrongCodes) {
    /**
     * After so many wrong codes in a row no code of the authenticator counts. A recovery code, or a second factor that
     * is set up anew, ends that.
     */
    public static final int MOST_WRONG_CODES = 100;

    /** Nothing remembered. */
    public static final LoginState NONE = new LoginState(
            Attempts.NONE,
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Sessions.NONE,
            0);

    public LoginState {
        Check.that(wrongCodes >= 0, "wrong codes", "are negative");
        recoveryCodes = Check.list(recoveryCodes);
        tokenLastUse = Check.map(tokenLastUse);
    }

    /** Whether a code of this step may still be accepted. */
    public boolean mayUseCodeOf(long step) {
        return lastCodeStep.isEmpty() || step > lastCodeStep.getAsLong();
    }

    /** Whether so many codes in a row were wrong that none counts any more. */
    public boolean isAuthenticatorBlocked() {
        return wrongCodes >= MOST_WRONG_CODES;
    }

    /** The same with one more wrong code of the second factor. */
    public LoginState withWrongCode() {
        return changed(draft -> draft.wrongCodes = Math.min(wrongCodes + 1, MOST_WRONG_CODES));
    }

    /** The same recognizing devices and sources by this. */
    public LoginState withRecognition(Optional<Recognition> newRecognition) {
        return changed(draft -> draft.recognition = newRecognition);
    }

    /**
     * Whether this differs from the state before it in counts and moments only, and in logins that began. Losing such a
     * change, as in a power cut, forgets seconds of counting and lets no user in: a store need not force it to the
     * disk.
     */
    public boolean onlyCountsOn(LoginState before) {
        LoginState counted = changed(draft -> {
            draft.attempts = before.attempts;
            draft.lastLogin = before.lastLogin;
            draft.tokenLastUse = before.tokenLastUse;
            draft.recognition = before.recognition;
            draft.sessions = before.sessions;
        });
        return counted.equals(before)
                && sessions.endsNothingOf(before.sessions)
                && (recognition.isPresent() || before.recognition.isEmpty());
    }

    /** The same with these sessions going on. */
    public LoginState withSessions(Sessions newSessions) {
        return changed(draft -> draft.sessions = newSessions);
    }

    /** The same with other attempts. */
    public LoginState withAttempts(Attempts newAttempts) {
        return changed(draft -> draft.attempts = newAttempts);
    }

    /** The same with a right code of this step used. */
    public LoginState withCodeUsed(long step) {
        return changed(draft -> {
            draft.lastCodeStep = OptionalLong.of(step);
            draft.wrongCodes = 0;
        });
    }

    /** The same with a second factor confirmed and fresh recovery codes. */
    public LoginState withSecondFactorConfirmed(Instant when, List<PasswordHash> freshRecoveryCodes) {
        return changed(draft -> {
            draft.secondFactorConfirmed = Optional.of(when);
            draft.secondFactorRemoval = Optional.empty();
            draft.recoveryCodes = freshRecoveryCodes;
            draft.wrongCodes = 0;
        });
    }

    /** The same with the second factor being removed, or no more. */
    public LoginState withSecondFactorRemoval(Optional<Instant> since) {
        return changed(draft -> draft.secondFactorRemoval = since);
    }

    /** The same as if no second factor had ever been; used codes stay used. */
    public LoginState withoutSecondFactor() {
        return changed(draft -> {
            draft.secondFactorConfirmed = Optional.empty();
            draft.secondFactorRemoval = Optional.empty();
            draft.recoveryCodes = List.of();
            draft.pendingLogin = Optional.empty();
            draft.wrongCodes = 0;
        });
    }

    /**
     * The same with this hash in the place of all that anyone is checked with, to be shown to the person it is about.
     */
    public LoginState withSecretsHidden(PasswordHash hidden) {
        return changed(draft -> {
            draft.recoveryCodes = Collections.nCopies(recoveryCodes.size(), hidden);
            draft.pendingLogin = pendingLogin.map(pending -> new PendingLogin(hidden, pending.expires()));
            draft.pendingContact = pendingContact.map(pending -> pending.withCode(hidden));
            draft.recognition = recognition.map(Recognition::withKeyHidden);
        });
    }

    /** The same without this recovery code. */
    public LoginState withRecoveryCodeUsed(PasswordHash code) {
        List<PasswordHash> left = new ArrayList<>(recoveryCodes);
        left.remove(code);
        return changed(draft -> {
            draft.recoveryCodes = left;
            draft.wrongCodes = 0;
        });
    }

    /** The same with a login that waits for its code, in the place of an earlier one; or with none. */
    public LoginState withPendingLogin(Optional<PendingLogin> pending) {
        return changed(draft -> draft.pendingLogin = pending);
    }

    /** The same with a new contact that waits for its code, in the place of an earlier one; or with none. */
    public LoginState withPendingContact(Optional<PendingContact> pending) {
        return changed(draft -> draft.pendingContact = pending);
    }

    /** The same with a new password demanded, or no more. */
    public LoginState withPasswordChangeDemanded(Optional<Instant> when) {
        return changed(draft -> draft.passwordChangeDemanded = when);
    }

    /** The same with a successful login: wrong attempts are forgotten, and so is a waiting code that is too late. */
    public LoginState withLogin(Instant when) {
        return changed(draft -> {
            draft.attempts = Attempts.NONE;
            draft.pendingLogin = Optional.empty();
            draft.pendingContact = pendingContact.filter(pending -> pending.isOpenAt(when));
            draft.lastLogin = Optional.of(when);
        });
    }

    /** The same with a token used; the later use counts. */
    public LoginState withTokenUsed(String name, Instant when) {
        Map<String, Instant> uses = new LinkedHashMap<>(tokenLastUse);
        uses.merge(name, when, (before, now) -> before.isAfter(now) ? before : now);
        return changed(draft -> draft.tokenLastUse = uses);
    }

    /** The same without the last use of tokens that are no more. */
    public LoginState withTokensForgotten(Set<String> names) {
        Map<String, Instant> uses = new LinkedHashMap<>(tokenLastUse);
        uses.keySet().removeAll(names);
        return changed(draft -> draft.tokenLastUse = uses);
    }

    private LoginState changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.toState();
    }

    /** The components in a changeable form, so that each wither names only those it changes. */
    private static final class Draft {
        private Attempts attempts;
        private OptionalLong lastCodeStep;
        private Optional<Instant> secondFactorConfirmed;
        private Optional<Instant> secondFactorRemoval;
        private List<PasswordHash> recoveryCodes;
        private Optional<PendingLogin> pendingLogin;
        private Optional<PendingContact> pendingContact;
        private Optional<Instant> passwordChangeDemanded;
        private Optional<Instant> lastLogin;
        private Map<String, Instant> tokenLastUse;
        private Optional<Recognition> recognition;
        private Sessions sessions;
        private int wrongCodes;

        Draft(LoginState state) {
            attempts = state.attempts;
            lastCodeStep = state.lastCodeStep;
            secondFactorConfirmed = state.secondFactorConfirmed;
            secondFactorRemoval = state.secondFactorRemoval;
            recoveryCodes = state.recoveryCodes;
            pendingLogin = state.pendingLogin;
            pendingContact = state.pendingContact;
            passwordChangeDemanded = state.passwordChangeDemanded;
            lastLogin = state.lastLogin;
            tokenLastUse = state.tokenLastUse;
            recognition = state.recognition;
            sessions = state.sessions;
            wrongCodes = state.wrongCodes;
        }

        LoginState toState() {
            return new LoginState(
                    attempts,
                    lastCodeStep,
                    secondFactorConfirmed,
                    secondFactorRemoval,
                    recoveryCodes,
                    pendingLogin,
                    pendingContact,
                    passwordChangeDemanded,
                    lastLogin,
                    tokenLastUse,
                    recognition,
                    sessions,
                    wrongCodes);
        }
    }
}
