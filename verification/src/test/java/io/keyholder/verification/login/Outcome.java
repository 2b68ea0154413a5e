package io.keyholder.verification.login;

import io.keyholder.application.internal.login.RedemptionResult;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import java.time.Instant;

/** One wording for what the library answered and what the oracle expects. */
final class Outcome {
    static final String CODE_NEEDED = "code needed";
    static final String REDEEMED = "redeemed";

    private Outcome() {}

    static String accepted(ProofStrength strength) {
        return "accepted by " + strength;
    }

    /** What the one refused learns when this is the true reason. */
    static String refused(RefusalReason reason) {
        return "refused: " + reason.toOutside();
    }

    static String paused(Instant until) {
        return "refused: PAUSED until " + until;
    }

    static String of(LogInResult result) {
        if (result instanceof LogInResult.Accepted accepted) {
            return accepted(accepted.strength());
        }
        if (result instanceof LogInResult.Refused refused) {
            return refused.retryAt().map(Outcome::paused).orElseGet(() -> "refused: " + refused.reason());
        }
        return result instanceof LogInResult.CodeNeeded ? CODE_NEEDED : "busy";
    }

    static String of(RedemptionResult result) {
        if (result instanceof RedemptionResult.Refused refused) {
            return refused.retryAt().map(Outcome::paused).orElseGet(() -> "refused: " + refused.reason());
        }
        return result instanceof RedemptionResult.Redeemed ? REDEEMED : result.toString();
    }

    static String of(PasswordChangeResult result) {
        if (result instanceof PasswordChangeResult.Paused paused) {
            return "paused until " + paused.retryAt();
        }
        if (result instanceof PasswordChangeResult.NotAdmitted refused) {
            return "not admitted: " + refused.reason();
        }
        if (result instanceof PasswordChangeResult.WrongPassword) {
            return "wrong";
        }
        return result instanceof PasswordChangeResult.Changed ? "changed" : result.toString();
    }

    static String of(SecondFactorResult result) {
        if (result instanceof SecondFactorResult.Paused paused) {
            return "paused until " + paused.retryAt();
        }
        if (result instanceof SecondFactorResult.NotEnrolled) {
            return "not enrolled";
        }
        if (result instanceof SecondFactorResult.WrongCode) {
            return "wrong";
        }
        return result instanceof SecondFactorResult.Confirmed ? "confirmed" : result.toString();
    }
}
