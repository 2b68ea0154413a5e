package io.keyholder.commandline.invitation;

import io.keyholder.application.Keyholder;
import io.keyholder.application.invitation.AcceptResult;
import io.keyholder.application.invitation.InvitationAcceptance;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.commandline.file.SecretFile;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.commandline.user.PasswordFlaws;
import io.keyholder.domain.credential.Password;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Accepts an invitation. Reads the secret, the password and, when it gets a key, the passphrase of the key file. The
 * file is made before the invitation is accepted, so that a key is never handed over to a place that does not exist.
 */
public final class AcceptCommand {
    private final Terminal terminal;

    public AcceptCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    public int run(Keyholder keyholder, Optional<Path> keyFile) {
        try (Password secret = terminal.readSecret("Secret of the invitation");
                Password password = terminal.readSecret("Password")) {
            InvitationAcceptance acceptance = InvitationAcceptance.of(secret, password);
            return report(
                    keyFile.isPresent()
                            ? acceptWithKey(keyholder, acceptance, keyFile.get())
                            : keyholder.invitations().accept(acceptance.withoutKey()));
        }
    }

    private AcceptResult acceptWithKey(Keyholder keyholder, InvitationAcceptance acceptance, Path path) {
        try (Password passphrase = terminal.readSecret("Passphrase of the key file")) {
            if (passphrase.isEmpty()) {
                throw new CommandFailure("the passphrase of the key file is empty");
            }
            try (SecretFile file = SecretFile.forKey(path)) {
                AcceptResult result = keyholder.invitations().accept(acceptance);
                if (result instanceof AcceptResult.Accepted accepted
                        && accepted.privateKey().isPresent()) {
                    save(accepted.privateKey().get(), file, passphrase);
                    terminal.note("the private key is in " + Line.of(path.toString()) + "; there is no other copy");
                }
                return result;
            }
        }
    }

    private static void save(PrivateKeyHandover handover, SecretFile file, Password passphrase) {
        try (handover) {
            file.save(handover.encryptedPem(passphrase));
            handover.confirmReceipt();
        }
    }

    private int report(AcceptResult result) {
        if (result instanceof AcceptResult.Accepted accepted) {
            terminal.print("accepted " + accepted.user().id());
            return ExitCode.DONE;
        }
        terminal.print("refused: " + reasonOf(result));
        return ExitCode.REFUSED;
    }

    private static String reasonOf(AcceptResult result) {
        if (result instanceof AcceptResult.Refused refused) {
            return refused.reason().name();
        }
        if (result instanceof AcceptResult.PasswordRefused refused) {
            return PasswordFlaws.inWords(refused.flaws());
        }
        return result instanceof AcceptResult.Busy ? "BUSY" : "NO_LONGER_OPEN";
    }
}
