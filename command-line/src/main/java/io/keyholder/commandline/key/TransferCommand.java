package io.keyholder.commandline.key;

import io.keyholder.adapters.crypto.file.OwnerOnlyFile;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.recovery.KeyTransfer;
import io.keyholder.application.recovery.TransferOffer;
import io.keyholder.application.recovery.TransferRequest;
import io.keyholder.application.recovery.TransferResult;
import io.keyholder.application.recovery.TransferSealing;
import io.keyholder.commandline.file.QrOutput;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.ports.Crypto;
import java.nio.file.Path;
import java.util.List;

/** Brings a private key to a new device: one call there waits for what another call on the old device seals. */
final class TransferCommand {
    private final Terminal terminal;
    private final Crypto crypto;
    private final KeyFiles files;

    TransferCommand(Terminal terminal, Crypto crypto, KeyFiles files) {
        this.terminal = terminal;
        this.crypto = crypto;
        this.files = files;
    }

    int send(Path in, KeyPadding padding, String text, Path out) {
        TransferRequest request = TransferRequest.read(text)
                .orElseThrow(() -> CommandFailure.usage("the request is damaged, or none at all"));
        try (EncryptionKeyPair pair = files.read(in, padding)) {
            TransferSealing result =
                    new KeyTransfer(crypto).seal(pair, request, terminal.readCode("Groups on the new device's screen"));
            if (result instanceof TransferSealing.Sealed sealed) {
                KeyFiles.requireSaved(OwnerOnlyFile.at(out).save(sealed.bytes()), out);
                terminal.print(Line.of(out.toString()));
                return ExitCode.DONE;
            }
            throw new CommandFailure(
                    "the groups differ: the request is not that of the new device; nothing was sealed");
        }
    }

    int receive(List<RegisteredKey> registered, Path key, boolean drawn) {
        try (TransferOffer offer = new KeyTransfer(crypto).offer()) {
            terminal.print(offer.request().text());
            if (drawn) {
                QrOutput.draw(terminal, offer.request().text());
            }
            terminal.print(offer.request().comparison());
            terminal.note("call 'key transfer' on the device that has the key, and type the six groups there");
            byte[] sealed = KeyFiles.content(Path.of(terminal.readCode("File that came back")));
            TransferResult result = offer.receive(
                    sealed, registered.stream().map(RegisteredKey::publicKey).toList());
            if (result instanceof TransferResult.Received received) {
                return save(received.pair(), key);
            }
            throw new CommandFailure(
                    result instanceof TransferResult.ForeignKey foreign
                            ? "the key " + foreign.fingerprint()
                                    + " is not registered for the user: another person sent it"
                            : "the file is for another request, or was changed");
        }
    }

    private int save(EncryptionKeyPair pair, Path key) {
        try (PrivateKeyHandover handover = PrivateKeyHandover.of(pair, crypto)) {
            files.save(handover, key);
            terminal.print(Line.of(key.toString()));
            terminal.note(PrivateKeyHandover.WARNING);
            return ExitCode.DONE;
        }
    }
}
