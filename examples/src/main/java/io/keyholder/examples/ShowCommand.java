package io.keyholder.examples;

import io.keyholder.application.Keyholder;
import io.keyholder.documents.UserDocuments;

/** Prints one user's document for people to read, its secrets hidden. */
final class ShowCommand {
    private final Terminal terminal;

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    int run(Keyholder keyholder, String idOrIdentifier) {
        String document = UserDocuments.write(new UserSearch(keyholder).find(idOrIdentifier));
        terminal.print(ReadableDocument.of(document));
        return ExitCode.DONE;
    }
}
