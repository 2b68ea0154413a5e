package io.keyholder.commandline.store;

import io.keyholder.adapters.couchdb.CouchDbStorage;
import io.keyholder.adapters.couchdb.NeighbourAudit.Settlement;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.UpdateOutcome;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Settles what an iCure server changed in a user. */
@Command(
        name = "settle",
        mixinStandardHelpOptions = true,
        description =
                "Writes a user that an iCure server saved too, as this library reads it or as that server left it,"
                        + " so that the audit has nothing left to report of it.")
public final class SettleCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--couchdb",
            required = true,
            paramLabel = "URL",
            description = "The database: http(s)://HOST:PORT/NAME.")
    private @Nullable String url;

    @Parameters(paramLabel = "ID", description = "The id of the user, as the audit prints it.")
    private String id = "";

    @Option(names = "--dry-run", description = "Prints what --theirs takes away, and changes nothing.")
    private boolean isTrial;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private @Nullable Choice choice;

    /** One of the two. */
    static final class Choice {
        @Option(names = "--ours", required = true, description = "What was withheld is taken back.")
        private boolean isOurs;

        @Option(
                names = "--theirs",
                required = true,
                description = "What the other server saved counts, with all that it grants, and without what it dropped"
                        + " or never saw. Use --dry-run first.")
        private boolean isTheirs;

        Settlement settlement() {
            return isTheirs && !isOurs ? Settlement.THEIRS : Settlement.OURS;
        }
    }

    public SettleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (url == null || choice == null) {
            throw CommandFailure.usage("--couchdb URL and one of --ours and --theirs are needed");
        }
        StorePlace.Database place = StorePlace.database(url);
        try (CouchDbStorage store = CouchDbStorage.open(CouchDbAccess.to(place, terminal))) {
            UserId user = new UserId(id);
            if (choice.settlement() == Settlement.THEIRS) {
                store.neighbours().lostByTheirs(user).forEach(member -> terminal.print("loses " + Line.of(member)));
            }
            if (isTrial) {
                if (store.neighbours().report(user).isEmpty()) {
                    throw new CommandFailure("there is no such user");
                }
                terminal.print("nothing was changed");
                return ExitCode.DONE;
            }
            UpdateOutcome outcome = store.neighbours().settle(user, choice.settlement());
            if (outcome instanceof UpdateOutcome.Updated) {
                terminal.print("settled");
                return ExitCode.DONE;
            }
            throw new CommandFailure(
                    outcome instanceof UpdateOutcome.Missing
                            ? "there is no such user"
                            : "the user was changed meanwhile, or another user holds an identifier");
        } catch (InvalidValueException unusable) {
            throw CommandFailure.usage("the id of the user " + unusable.problem());
        } catch (StoreException broken) {
            throw CommandFailure.at(place.toString(), broken);
        }
    }
}
