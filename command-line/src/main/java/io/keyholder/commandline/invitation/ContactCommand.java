package io.keyholder.commandline.invitation;

import io.keyholder.application.Keyholder;
import io.keyholder.application.access.Answer;
import io.keyholder.application.contact.ContactChange;
import io.keyholder.application.contact.ContactChangeResult;
import io.keyholder.application.contact.ContactRequestResult;
import io.keyholder.commandline.store.OneUser;
import io.keyholder.commandline.store.OpenUsers;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.user.User;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** New emails and phones, verified by a code: one command for each step. */
@Command(
        name = "contact",
        mixinStandardHelpOptions = true,
        description = "Gives a user another email or phone, verified by a code that is sent there.")
public final class ContactCommand {
    private final Terminal terminal;
    private final OpenUsers users;

    public ContactCommand(Terminal terminal, OpenUsers users) {
        this.terminal = terminal;
        this.users = users;
    }

    @Command(
            name = "start",
            mixinStandardHelpOptions = true,
            description = "Sends a code to the new email or phone; an earlier code stops working.")
    int start(@Mixin OneUser user, @Mixin NewContact contact) {
        ContactChange wanted = contact.toChange();
        return users.withExisting(user, contact.way(terminal), (keyholder, found) -> start(keyholder, found, wanted));
    }

    private int start(Keyholder keyholder, User user, ContactChange wanted) {
        ContactRequestResult result = keyholder.contacts().request(Actor.host(), user.id(), wanted);
        if (result instanceof ContactRequestResult.CodeSent sent) {
            terminal.print("sent " + user.id());
            terminal.note("the code counts until " + sent.expires() + "; contact confirm takes it");
            return ExitCode.DONE;
        }
        throw new CommandFailure("not sent: " + reasonOf(result));
    }

    @Command(
            name = "confirm",
            mixinStandardHelpOptions = true,
            description = "Gives the user the contact that a code was sent to. Reads the code as one line.")
    int confirm(@Mixin OneUser user) {
        return users.withExisting(user, (keyholder, found) -> {
            ContactChangeResult result =
                    keyholder.contacts().confirm(Actor.host(), found.id(), terminal.readCode("Code"));
            if (result instanceof ContactChangeResult.Changed) {
                terminal.print("changed " + found.id());
                return ExitCode.DONE;
            }
            throw new CommandFailure("not changed: " + reasonOf(result));
        });
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Ends the code that waits; the user keeps the contact it has.")
    int cancel(@Mixin OneUser user) {
        return users.withExisting(user, (keyholder, found) -> {
            Answer<Boolean> cancelled = keyholder.contacts().cancel(Actor.host(), found.id());
            if (!cancelled.orElseThrow()) {
                throw new CommandFailure("not cancelled: no code waits");
            }
            terminal.print("cancelled " + found.id());
            return ExitCode.DONE;
        });
    }

    private static String reasonOf(ContactRequestResult result) {
        if (result instanceof ContactRequestResult.PreviousDiffers) {
            return "the user has another email or phone than --previous names";
        }
        if (result instanceof ContactRequestResult.TooSoon soon) {
            return "a code was sent just now, the next may be from " + soon.retryAt() + " on";
        }
        return result instanceof ContactRequestResult.NotSent notSent
                ? notSent.failure().name()
                : "there is no such user any more";
    }

    private static String reasonOf(ContactChangeResult result) {
        if (result instanceof ContactChangeResult.WrongCode) {
            return "the code is wrong, too late or spent, or none was sent";
        }
        if (result instanceof ContactChangeResult.Paused paused) {
            return "too many wrong attempts, the next is judged from " + paused.retryAt() + " on";
        }
        if (result instanceof ContactChangeResult.PreviousDiffers) {
            return "the email or phone was changed since the code was sent";
        }
        return result instanceof ContactChangeResult.IdentifierTaken taken
                ? "another user is known as '" + Line.of(taken.key().value()) + "'"
                : "there is no such user any more";
    }
}
