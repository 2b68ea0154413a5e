package io.keyholder.commandline.user;

import io.keyholder.application.user.CreateResult;
import io.keyholder.commandline.terminal.Line;

/** Why a user was not created, in words. Stateless. */
public final class CreateRefusals {
    private CreateRefusals() {}

    /** The reason, for a result that is not the wished one. */
    public static String inWords(CreateResult result) {
        if (result instanceof CreateResult.IdentifierTaken taken) {
            return "another user is known as '" + Line.of(taken.key().value()) + "'";
        }
        if (result instanceof CreateResult.PasswordRefused refused) {
            return PasswordFlaws.inWords(refused.flaws());
        }
        if (result instanceof CreateResult.Invalid invalid) {
            return invalid.problem();
        }
        return result instanceof CreateResult.Busy ? "too busy, try again" : "the id is taken";
    }
}
