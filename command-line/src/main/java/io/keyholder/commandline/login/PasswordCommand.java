package io.keyholder.commandline.login;

import io.keyholder.application.Keyholder;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.commandline.store.UserSearch;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.commandline.user.PasswordFlaws;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;

/** Gives one user a new password: with the old one, or as the operator of the host; or demands that the user does. */
public final class PasswordCommand {
    private final Terminal terminal;

    public PasswordCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    public int run(Keyholder keyholder, String idOrIdentifier, PasswordOptions options) {
        UserId id = new UserSearch(keyholder).find(idOrIdentifier).id();
        if (options.isForcedChange()) {
            return forceChange(keyholder, id);
        }
        return report(options.isReset() ? reset(keyholder, id, options) : change(keyholder, id, options));
    }

    private int forceChange(Keyholder keyholder, UserId id) {
        if (!keyholder.passwords().demandChange(Actor.host(), id).orElseThrow()) {
            throw new CommandFailure("there is no such user any more");
        }
        terminal.print("change demanded " + id);
        return ExitCode.DONE;
    }

    private PasswordChangeResult reset(Keyholder keyholder, UserId id, PasswordOptions options) {
        try (Password fresh = terminal.readSecret("New password")) {
            return keyholder.passwords().reset(Actor.host(), id, fresh, options.tokens());
        }
    }

    private PasswordChangeResult change(Keyholder keyholder, UserId id, PasswordOptions options) {
        try (Password old = terminal.readSecret("Old password");
                Password fresh = terminal.readSecret("New password")) {
            return keyholder.passwords().change(Actor.host(), id, old, fresh, options.tokens());
        }
    }

    private int report(PasswordChangeResult result) {
        if (result instanceof PasswordChangeResult.Changed changed) {
            terminal.print("changed " + changed.user().id());
            return ExitCode.DONE;
        }
        throw new CommandFailure("not changed: " + reasonOf(result));
    }

    private static String reasonOf(PasswordChangeResult result) {
        if (result instanceof PasswordChangeResult.Refused refused) {
            return PasswordFlaws.inWords(refused.flaws());
        }
        if (result instanceof PasswordChangeResult.WrongPassword) {
            return "the old password is wrong";
        }
        if (result instanceof PasswordChangeResult.NotAdmitted notAdmitted) {
            return "the user may not log in: " + notAdmitted.reason();
        }
        if (result instanceof PasswordChangeResult.Paused paused) {
            return "too many wrong attempts, the next is judged from " + paused.retryAt() + " on";
        }
        return result instanceof PasswordChangeResult.Busy ? "too busy, try again" : "there is no such user any more";
    }
}
