package io.keyholder.commandline.login;

import io.keyholder.application.Keyholder;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.application.secondfactor.SecondFactorStatus;
import io.keyholder.commandline.file.QrOptions;
import io.keyholder.commandline.file.QrOutput;
import io.keyholder.commandline.store.OneUser;
import io.keyholder.commandline.store.OpenUsers;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.JsonObjects;
import io.keyholder.commandline.terminal.JsonOption;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.user.User;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Second factors, for the operator of the host: one command for each step of their life. */
@Command(
        name = "two-factor",
        mixinStandardHelpOptions = true,
        description = "Enrols, confirms and removes a user's second factor.")
public final class TwoFactorCommand {
    private final Terminal terminal;
    private final OpenUsers users;

    public TwoFactorCommand(Terminal terminal, OpenUsers users) {
        this.terminal = terminal;
        this.users = users;
    }

    @Command(
            name = "enrol",
            mixinStandardHelpOptions = true,
            description = "Makes a secret and prints it, once: as an otpauth URI, and in Base32 as it is typed into an"
                    + " authenticator. Until it is confirmed, logging in asks for no code.")
    int enrol(
            @Mixin OneUser user,
            @Option(
                            names = "--issuer",
                            paramLabel = "NAME",
                            defaultValue = "Keyholder",
                            description =
                                    "Who asks for codes, as the authenticator shows it; default: ${DEFAULT-VALUE}.")
                    String issuer,
            @Mixin QrOptions qr) {
        return users.withExisting(user, (keyholder, found) -> {
            try (QrOutput picture = qr.open(terminal)) {
                return enrol(keyholder, found, issuer, picture);
            }
        });
    }

    private int enrol(Keyholder keyholder, User user, String issuer, QrOutput picture) {
        SecondFactorResult result = keyholder.secondFactors().enrol(Actor.host(), user.id(), issuer);
        if (result instanceof SecondFactorResult.Enrolled enrolled) {
            terminal.print(enrolled.uri());
            terminal.print(enrolled.typedSecret());
            picture.show(enrolled.uri());
            terminal.note("the second line is the secret for an authenticator that scans nothing; it is not shown"
                    + " again; two-factor confirm turns it on");
            return ExitCode.DONE;
        }
        throw refusal("not enrolled", result);
    }

    @Command(
            name = "confirm",
            mixinStandardHelpOptions = true,
            description =
                    "Turns the second factor on. Reads a first code as one line; prints the recovery codes, once.")
    int confirm(@Mixin OneUser user) {
        return users.withExisting(
                user,
                (keyholder, found) -> printRecoveryCodes(
                        "not confirmed",
                        keyholder.secondFactors().confirm(Actor.host(), found.id(), terminal.readCode("Code"))));
    }

    @Command(
            name = "recovery-codes",
            mixinStandardHelpOptions = true,
            description = "Makes and prints fresh recovery codes, once; all earlier ones stop working.")
    int recoveryCodes(@Mixin OneUser user) {
        return users.withExisting(
                user,
                (keyholder, found) -> printRecoveryCodes(
                        "not renewed", keyholder.secondFactors().renewRecoveryCodes(Actor.host(), found.id())));
    }

    @Command(
            name = "off",
            mixinStandardHelpOptions = true,
            description = "Takes the second factor away, whatever its state, with its recovery codes.")
    int off(@Mixin OneUser user) {
        return users.withExisting(user, (keyholder, found) -> {
            SecondFactorResult result = keyholder.secondFactors().remove(Actor.host(), found.id());
            if (result instanceof SecondFactorResult.Removed) {
                terminal.print("off " + found.id());
                return ExitCode.DONE;
            }
            throw refusal("not removed", result);
        });
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Prints whether the second factor is off, pending, on, or unusable: demanded,"
                    + " and nothing meets it.")
    int status(@Mixin OneUser user, @Mixin JsonOption json) {
        return users.withExisting(user, (keyholder, found) -> {
            SecondFactorStatus status = keyholder
                    .secondFactors()
                    .status(Actor.host(), found.id())
                    .orElseThrow()
                    .orElse(SecondFactorStatus.OFF);
            String word = status.name().toLowerCase(Locale.ROOT);
            terminal.print(
                    json.isChosen()
                            ? JsonObjects.object(members -> {
                                members.writeStringField("user", found.id().value());
                                members.writeStringField("status", word);
                            })
                            : word + " " + found.id());
            return ExitCode.DONE;
        });
    }

    private int printRecoveryCodes(String failed, SecondFactorResult result) {
        if (result instanceof SecondFactorResult.Confirmed confirmed) {
            confirmed.recoveryCodes().forEach(terminal::print);
            terminal.note("each of these recovery codes lets the user in once without the authenticator; they are not"
                    + " shown again");
            return ExitCode.DONE;
        }
        throw refusal(failed, result);
    }

    private static CommandFailure refusal(String failed, SecondFactorResult result) {
        return new CommandFailure(failed + ": " + reasonOf(result));
    }

    private static String reasonOf(SecondFactorResult result) {
        if (result instanceof SecondFactorResult.WrongCode) {
            return "the code is wrong or was used before";
        }
        if (result instanceof SecondFactorResult.Paused paused) {
            return "too many wrong attempts, the next is judged from " + paused.retryAt() + " on";
        }
        if (result instanceof SecondFactorResult.AlreadyOn) {
            return "the second factor is on already; two-factor off takes it away first";
        }
        if (result instanceof SecondFactorResult.IdentifierTaken taken) {
            return "another user is known as '" + Line.of(taken.key().value()) + "'";
        }
        return result instanceof SecondFactorResult.NotEnrolled
                ? "no second factor is enrolled; two-factor status shows the state"
                : "there is no such user any more";
    }
}
