package io.keyholder.commandline.login;

import io.keyholder.application.token.TokenCreation;
import io.keyholder.application.token.TokenSummary;
import io.keyholder.commandline.store.OneUser;
import io.keyholder.commandline.store.OpenUsers;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.JsonObjects;
import io.keyholder.commandline.terminal.JsonOption;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.commandline.user.PermissionTypeName;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tokens, for the operator of the host: made, listed, revoked, cleaned up. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Makes, lists, revokes and cleans up a user's tokens.")
public final class TokenCommand {
    private final Terminal terminal;
    private final OpenUsers users;
    private final Clock clock;

    public TokenCommand(Terminal terminal, OpenUsers users, Clock clock) {
        this.terminal = terminal;
        this.users = users;
        this.clock = clock;
    }

    /** How long a token lives: said either way, never left to chance. */
    static final class Life {
        @Option(
                names = "--valid",
                required = true,
                paramLabel = "TIME",
                converter = TokenLife.class,
                description = "How long it works, such as 90s, 30m, 48h or 365d.")
        private @Nullable TokenValidity valid;

        @Option(names = "--unlimited", required = true, description = "It works until it is revoked.")
        private boolean unlimited;

        TokenValidity validity() {
            return unlimited || valid == null ? TokenValidity.unlimited() : valid;
        }
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a token and prints its value, once: only a hash of it is kept.")
    int create(
            @Mixin OneUser user,
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "NAME",
                            description = "What the token is known as among those of the user.")
                    String name,
            @ArgGroup(multiplicity = "1") Life life,
            @Option(
                            names = "--scope",
                            paramLabel = "TYPE",
                            converter = PermissionTypeName.class,
                            completionCandidates = PermissionTypeName.class,
                            description = "A permission type that it may be used for; repeat for several."
                                    + " Without: for all that"
                                    + " the user may do. One of: ${COMPLETION-CANDIDATES}.")
                    @Nullable
                    Set<PermissionType> scope) {
        return users.withExisting(user, (keyholder, found) -> {
            TokenCreation result =
                    keyholder.tokens().create(Actor.host(), found.id(), name, life.validity(), scopeOf(scope));
            if (result instanceof TokenCreation.Created created) {
                terminal.print(created.value().reveal());
                terminal.note("that line is the token; keep it secret; it is not shown again");
                return ExitCode.DONE;
            }
            throw new CommandFailure(
                    result instanceof TokenCreation.NameTaken
                            ? "not created: the user has a token of the name '" + Line.of(name) + "' already"
                            : "not created: there is no such user any more");
        });
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists a user's tokens: name, state, made, ends, scope, last use.")
    int list(@Mixin OneUser user, @Mixin JsonOption json) {
        return users.withExisting(user, (keyholder, found) -> {
            Instant now = clock.instant();
            List<TokenSummary> tokens =
                    keyholder.tokens().list(Actor.host(), found.id()).orElseThrow();
            if (json.isChosen()) {
                JsonObjects array = JsonObjects.begin(terminal);
                tokens.forEach(token -> array.add(membersOf(token, now)));
                array.end();
            } else {
                tokens.forEach(token -> terminal.print(lineOf(token, now)));
            }
            return ExitCode.DONE;
        });
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Makes a token stop working, for good and at once.")
    int revoke(
            @Mixin OneUser user,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "The token's name.")
                    String name) {
        return users.withExisting(user, (keyholder, found) -> {
            if (!keyholder.tokens().revoke(Actor.host(), found.id(), name).orElseThrow()) {
                throw new CommandFailure("the user has no token of the name '" + Line.of(name) + "'");
            }
            terminal.print("revoked " + Line.of(name));
            return ExitCode.DONE;
        });
    }

    @Command(
            name = "clean",
            mixinStandardHelpOptions = true,
            description = "Removes a user's tokens that will never work again: expired and revoked ones.")
    int clean(@Mixin OneUser user) {
        return users.withExisting(user, (keyholder, found) -> {
            Set<String> removed =
                    keyholder.tokens().removeExpired(Actor.host(), found.id()).orElseThrow();
            removed.forEach(name -> terminal.print("removed " + Line.of(name)));
            terminal.print(removed.size() + " removed");
            return ExitCode.DONE;
        });
    }

    private static TokenScope scopeOf(@Nullable Set<PermissionType> types) {
        return types == null ? TokenScope.unrestricted() : new TokenScope.Restricted(types);
    }

    private static String lineOf(TokenSummary summary, Instant now) {
        AuthenticationToken token = summary.token();
        return Stream.of(
                        summary.name(),
                        stateOf(token, now),
                        token.created().toString(),
                        endOf(token),
                        inWords(token.scope()),
                        summary.lastUse().map(Instant::toString).orElse("never used"))
                .map(Line::of)
                .collect(Collectors.joining("\t"));
    }

    private static JsonObjects.Members membersOf(TokenSummary summary, Instant now) {
        AuthenticationToken token = summary.token();
        return json -> {
            json.writeStringField("name", summary.name());
            json.writeStringField("state", stateOf(token, now));
            json.writeStringField("created", token.created().toString());
            json.writeBooleanField("unlimited", !(token.validity() instanceof TokenValidity.Limited));
            if (token.validity() instanceof TokenValidity.Limited limited) {
                JsonObjects.writeOptional(
                        json, "expires", end(token.created(), limited).map(Instant::toString));
            }
            if (token.scope() instanceof TokenScope.Restricted restricted) {
                json.writeArrayFieldStart("scope");
                for (String type : restricted.types().stream()
                        .map(PermissionType::name)
                        .sorted()
                        .toList()) {
                    json.writeString(type);
                }
                json.writeEndArray();
            }
            JsonObjects.writeOptional(json, "lastUse", summary.lastUse().map(Instant::toString));
        };
    }

    private static String stateOf(AuthenticationToken token, Instant now) {
        if (token.revoked().isPresent()) {
            return "REVOKED";
        }
        if (token.isUsableAt(now)) {
            return "USABLE";
        }
        return now.isBefore(token.created()) ? "NOT YET" : "EXPIRED";
    }

    private static String endOf(AuthenticationToken token) {
        return token.validity() instanceof TokenValidity.Limited limited
                ? end(token.created(), limited).map(Instant::toString).orElse("beyond all calendars")
                : "unlimited";
    }

    private static Optional<Instant> end(Instant created, TokenValidity.Limited limited) {
        try {
            return Optional.of(created.plus(limited.duration()));
        } catch (DateTimeException | ArithmeticException beyond) {
            return Optional.empty();
        }
    }

    private static String inWords(TokenScope scope) {
        return scope instanceof TokenScope.Restricted restricted
                ? restricted.types().stream().map(PermissionType::name).sorted().collect(Collectors.joining(", "))
                : "all";
    }
}
