package io.keyholder.commandline.store;

import io.keyholder.adapters.couchdb.CouchDbOptions;
import io.keyholder.adapters.couchdb.CouchDbStorage;
import io.keyholder.adapters.couchdb.NeighbourAudit;
import io.keyholder.adapters.couchdb.NeighbourAudit.Settlement;
import io.keyholder.adapters.couchdb.SharedUserReport;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.JsonObjects;
import io.keyholder.commandline.terminal.JsonOption;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.documents.neighbour.ForeignChange;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.UpdateOutcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reports what iCure servers changed in the users that they save too. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description =
                "Reports what iCure servers changed in a CouchDB database since this library wrote each user, what"
                        + " of it was restored or withheld, and on which users one of them fails."
                        + " Changes nothing without --restore.")
public final class AuditCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--couchdb",
            required = true,
            paramLabel = "URL",
            description = "The database: http(s)://HOST:PORT/NAME.")
    private @Nullable String url;

    @Option(
            names = "--neighbours",
            split = ",",
            paramLabel = "G1|G2|G3",
            description = "The generations of the iCure servers that write the database; remembered there for all"
                    + " hosts and commands. Default: those that were named before.")
    private List<IcureGeneration> neighbours = List.of();

    @Option(
            names = "--restore",
            description =
                    "Writes the users of which nothing is withheld: what was dropped comes back, password hashes that"
                            + " were hashed again included, and what those servers misunderstand is kept from them.")
    private boolean isRestoring;

    @Mixin
    private JsonOption json = new JsonOption();

    public AuditCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (url == null) {
            throw CommandFailure.usage("--couchdb URL is needed");
        }
        StorePlace.Database place = StorePlace.database(url);
        try (CouchDbStorage store = CouchDbStorage.open(options(place))) {
            return audit(store.neighbours());
        } catch (StoreException broken) {
            throw CommandFailure.at(place.toString(), broken);
        }
    }

    private CouchDbOptions options(StorePlace.Database place) {
        CouchDbOptions options = CouchDbAccess.forLongWork(place, terminal);
        return neighbours.isEmpty()
                ? options
                : options.withNeighbours(
                        neighbours.get(0), EnumSet.copyOf(neighbours).toArray(IcureGeneration[]::new));
    }

    private int audit(NeighbourAudit audit) {
        if (!audit.named().isPresent()) {
            throw new CommandFailure("no iCure server was named for this database; name them by --neighbours");
        }
        List<SharedUserReport> reports = new ArrayList<>();
        long users = audit.run(reports::add);
        long restored = isRestoring ? restore(audit, reports) : 0;
        if (json.isChosen()) {
            JsonObjects objects = JsonObjects.begin(terminal);
            reports.forEach(report -> objects.add(members(report)));
            objects.end();
        } else {
            reports.forEach(this::print);
            terminal.print(users + " users, " + reports.size() + " reported, " + unsettled(reports) + " to be settled, "
                    + restored + " restored");
        }
        return unsettled(reports) == 0 ? ExitCode.DONE : ExitCode.REFUSED;
    }

    private long restore(NeighbourAudit audit, List<SharedUserReport> reports) {
        return reports.stream()
                .filter(report -> !report.isUnsettled() && report.isReadable())
                .filter(report -> isRestored(audit, report))
                .count();
    }

    /** A user that became unreadable meanwhile is reported, and the rest is restored. */
    private boolean isRestored(NeighbourAudit audit, SharedUserReport report) {
        try {
            return audit.settle(report.user(), Settlement.OURS) instanceof UpdateOutcome.Updated;
        } catch (StoreCorruptException damaged) {
            terminal.note(Line.of(report.user().value()) + ": unreadable, not restored");
            return false;
        }
    }

    private static long unsettled(List<SharedUserReport> reports) {
        return reports.stream().filter(SharedUserReport::isUnsettled).count();
    }

    private void print(SharedUserReport report) {
        String user = Line.of(report.user().value());
        if (!report.isReadable()) {
            terminal.print(user + ": unreadable");
        }
        report.changes().forEach(change -> terminal.print(user + ": " + word(change) + " " + Line.of(change.member())));
        report.restricted().forEach(member -> terminal.print(user + ": restricted " + member));
        report.unreadable()
                .forEach((generation, members) ->
                        terminal.print(user + ": unreadable for " + generation + ": " + String.join(", ", members)));
    }

    private static String word(ForeignChange change) {
        return change.kind().name().toLowerCase(Locale.ROOT);
    }

    private static JsonObjects.Members members(SharedUserReport report) {
        Map<String, Set<String>> changes = report.changes().stream()
                .collect(Collectors.groupingBy(
                        AuditCommand::word, Collectors.mapping(ForeignChange::member, Collectors.toSet())));
        return json -> {
            json.writeStringField("id", report.user().value());
            json.writeBooleanField("readable", report.isReadable());
            for (ForeignChange.Kind kind : ForeignChange.Kind.values()) {
                String word = kind.name().toLowerCase(Locale.ROOT);
                json.writeArrayFieldStart(word);
                for (String member :
                        changes.getOrDefault(word, Set.of()).stream().sorted().toList()) {
                    json.writeString(member);
                }
                json.writeEndArray();
            }
            json.writeArrayFieldStart("restricted");
            for (String member : report.restricted()) {
                json.writeString(member);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("unreadable");
            for (Map.Entry<IcureGeneration, List<String>> entry :
                    report.unreadable().entrySet()) {
                json.writeArrayFieldStart(entry.getKey().name());
                for (String member : entry.getValue()) {
                    json.writeString(member);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        };
    }
}
