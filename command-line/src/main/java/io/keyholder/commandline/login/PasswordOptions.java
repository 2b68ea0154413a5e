package io.keyholder.commandline.login;

import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.commandline.terminal.CommandFailure;
import picocli.CommandLine.Option;

/** The options about a new password. Filled by picocli. */
public final class PasswordOptions {
    @Option(
            names = "--reset",
            description = "Sets a new password without the old one, for a user who forgot it. Its data stays as closed"
                    + " as it was: its key is not touched.")
    private boolean reset;

    @Option(
            names = "--force-change",
            description = "Sets no password: lets the user in again only after it changed its own.")
    private boolean forceChange;

    @Option(names = "--keep-tokens", description = "Leaves the user's tokens alone; otherwise all are revoked.")
    private boolean keepTokens;

    /**
     * Checks what can be checked before anything is opened.
     *
     * @throws CommandFailure when options contradict each other
     */
    public void requireComplete() {
        if (forceChange && (reset || keepTokens)) {
            throw CommandFailure.usage(
                    "--force-change sets no password: it goes with neither --reset nor --keep-tokens");
        }
    }

    boolean isReset() {
        return reset;
    }

    boolean isForcedChange() {
        return forceChange;
    }

    TokensAfterwards tokens() {
        return keepTokens ? TokensAfterwards.KEPT : TokensAfterwards.REVOKED;
    }
}
