package io.keyholder.commandline.invitation;

import io.keyholder.application.Keyholder;
import io.keyholder.application.invitation.InviteResult;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.access.Actor;

/** Invites a person or a device, or completes an invitation that was not sent. */
public final class InviteCommand {
    private final Terminal terminal;

    public InviteCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    public int run(Keyholder keyholder, InvitationRequest options) {
        InviteResult result = keyholder.invitations().invite(Actor.host(), options.toNewInvitation());
        if (result instanceof InviteResult.Sent sent) {
            terminal.print("invited " + sent.user().id());
            return ExitCode.DONE;
        }
        terminal.print("not invited: " + reasonOf(result));
        return ExitCode.REFUSED;
    }

    private static String reasonOf(InviteResult result) {
        if (result instanceof InviteResult.NotSent notSent) {
            return notSent.failure().name();
        }
        if (result instanceof InviteResult.IdentifierTaken taken) {
            return "another user is known as '" + Line.of(taken.key().value()) + "'";
        }
        return result instanceof InviteResult.AlreadyInvited ? "ALREADY_INVITED" : "REFUSED";
    }
}
