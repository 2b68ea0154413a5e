package io.keyholder.commandline.key;

import io.keyholder.adapters.crypto.file.OwnerOnlyFile;
import io.keyholder.application.Keyholder;
import io.keyholder.application.key.SealResult;
import io.keyholder.commandline.store.UserSearch;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.SealingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Seals a file of any size for the data owners that users stand for. */
public final class SealCommand {
    private final Terminal terminal;

    public SealCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    public int run(Keyholder keyholder, List<String> users, SealingContext context, Path in, Path out) {
        UserSearch search = new UserSearch(keyholder);
        Set<DataOwnerId> owners = new LinkedHashSet<>();
        users.forEach(user -> owners.add(KeyFiles.ownerOf(search.find(user))));
        try (InputStream content = Files.newInputStream(in)) {
            KeyFiles.requireSaved(
                    OwnerOnlyFile.at(out).save(target -> {
                        Optional<SealResult.Refused> refused =
                                keyholder.sealing().seal(content, target, owners, context);
                        if (refused.isPresent()) {
                            throw new CommandFailure(reasonOf(refused.get()));
                        }
                    }),
                    out);
        } catch (IOException broken) {
            throw new UncheckedIOException("the file cannot be sealed", broken);
        }
        terminal.print(Line.of(out.toString()));
        return ExitCode.DONE;
    }

    private static String reasonOf(SealResult.Refused refused) {
        return refused instanceof SealResult.NoTrustedKey none
                ? "no key is vouched for: " + inWords(none.owners())
                : "the keys of a data owner have changed";
    }

    private static String inWords(Set<DataOwnerId> owners) {
        return owners.stream().map(owner -> Line.of(owner.value())).sorted().collect(Collectors.joining(", "));
    }
}
