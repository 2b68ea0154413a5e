package io.keyholder.commandline.user;

import io.keyholder.application.Keyholder;
import io.keyholder.commandline.store.UserSearch;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.documents.UserDocuments;

/** Prints one user's document for people to read, its secrets hidden. */
public final class ShowCommand {
    private final Terminal terminal;

    public ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    public int run(Keyholder keyholder, String idOrIdentifier, boolean asJson) {
        String document = UserDocuments.write(new UserSearch(keyholder).find(idOrIdentifier));
        terminal.print(asJson ? ReadableDocument.onOneLine(document) : ReadableDocument.of(document));
        return ExitCode.DONE;
    }
}
