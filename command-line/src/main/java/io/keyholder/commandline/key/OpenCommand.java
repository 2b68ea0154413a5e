package io.keyholder.commandline.key;

import io.keyholder.adapters.crypto.file.OwnerOnlyFile;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.keys.ContentFileTarget;
import io.keyholder.ports.keys.KeyFileTarget.Outcome;
import io.keyholder.ports.keys.UnopenableDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens a sealed file of any size with a private key, without store and user. Nothing of it is shown before all of it
 * has proved to be authentic and whole: until then it is in a file that only its owner may read.
 */
public final class OpenCommand {
    private final Terminal terminal;
    private final Crypto crypto;

    public OpenCommand(Terminal terminal, Crypto crypto) {
        this.terminal = terminal;
        this.crypto = crypto;
    }

    public int run(Path key, KeyPadding padding, SealingContext context, Path in, Optional<Path> out) {
        KeyFiles.requireReadable(in);
        try (EncryptionKeyPair pair = new KeyFiles(terminal, crypto).read(key, padding);
                InputStream sealed = Files.newInputStream(in)) {
            ContentFileTarget.Content content = target -> crypto.dataSealer().open(sealed, target, pair, context);
            if (out.isPresent()) {
                KeyFiles.requireSaved(OwnerOnlyFile.at(out.get()).save(content), out.get());
                terminal.note(Line.of(out.get().toString()));
            } else {
                print(content);
            }
            return ExitCode.DONE;
        } catch (UnopenableDataException refused) {
            throw new CommandFailure(
                    "not opened: the file was sealed for another key or context, or it was changed or cut");
        } catch (IOException broken) {
            throw new UncheckedIOException("the file cannot be opened", broken);
        }
    }

    private void print(ContentFileTarget.Content content) throws IOException {
        Path withheld = Files.createTempDirectory("keyholder-open-").resolve("content");
        try {
            if (OwnerOnlyFile.at(withheld).save(content) == Outcome.SAVED) {
                terminal.print(withheld);
            }
        } finally {
            Files.deleteIfExists(withheld);
            Files.delete(withheld.getParent());
        }
    }
}
