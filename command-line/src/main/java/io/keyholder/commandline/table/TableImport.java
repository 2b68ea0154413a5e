package io.keyholder.commandline.table;

import io.keyholder.application.Keyholder;
import io.keyholder.application.password.PasswordFlaw;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.ImportOutcome;
import io.keyholder.application.user.LoginObstacle;
import io.keyholder.application.user.NewUser;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.commandline.user.CreateRefusals;
import io.keyholder.commandline.user.PasswordFlaws;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.user.User;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Stores the users of a table, or prints what storing them would come to. Prints for each row, in order, what became of
 * it; what is refused never stops the rest.
 */
public final class TableImport {
    private final Terminal terminal;
    private final Keyholder keyholder;
    private final Clock clock;
    private final boolean isTrial;
    private long imported;
    private long refused;

    /** @param isTrial whether nothing is to be stored */
    public TableImport(Terminal terminal, Keyholder keyholder, Clock clock, boolean isTrial) {
        this.terminal = terminal;
        this.keyholder = keyholder;
        this.clock = clock;
        this.isTrial = isTrial;
    }

    /** @throws CommandFailure when one of the files is no table of users; those before it are imported then */
    public int run(List<Path> files) {
        files.forEach(this::read);
        terminal.print(imported
                + (isTrial ? " would be imported, " : " imported, ")
                + refused
                + (isTrial ? " would be refused" : " refused"));
        return refused == 0 ? ExitCode.DONE : ExitCode.REFUSED;
    }

    private void read(Path file) {
        try (InputStream content = Files.newInputStream(file);
                Reader text = reader(content);
                UserTable table = UserTable.of(text, clock)) {
            if (isTrial) {
                preview(table);
            } else {
                table.forEachRemaining(this::store);
            }
        } catch (CharacterCodingException notText) {
            throw notUnicode(file);
        } catch (UncheckedIOException | IOException broken) {
            if (broken.getCause() instanceof CharacterCodingException) {
                throw notUnicode(file);
            }
            throw new UncheckedIOException("the table cannot be read", new IOException(broken));
        }
    }

    private static CommandFailure notUnicode(Path file) {
        return CommandFailure.usage(
                Line.of(file.getFileName().toString()) + " is not in UTF-8; save it as CSV in UTF-8");
    }

    /** The text in UTF-8, or in UTF-16 when it begins with that byte order mark. */
    private static Reader reader(InputStream content) throws IOException {
        PushbackInputStream start = new PushbackInputStream(content, 3);
        byte[] mark = start.readNBytes(3);
        boolean isUtf8Mark =
                mark.length == 3 && mark[0] == (byte) 0xEF && mark[1] == (byte) 0xBB && mark[2] == (byte) 0xBF;
        boolean isUtf16 = mark.length >= 2
                && ((mark[0] == (byte) 0xFE && mark[1] == (byte) 0xFF)
                        || (mark[0] == (byte) 0xFF && mark[1] == (byte) 0xFE));
        if (!isUtf8Mark) {
            start.unread(mark);
        }
        Charset charset = isUtf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        return new InputStreamReader(
                start,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private void store(TableRow row) {
        if (row instanceof TableRow.Person person) {
            person.password().ifPresentOrElse(password -> create(person, password), () -> importOne(person));
        } else if (row instanceof TableRow.Refused bad) {
            refuse(bad.line(), bad.problem());
        }
    }

    private void create(TableRow.Person person, Password password) {
        try (password) {
            User wanted = person.user();
            CreateResult result = keyholder
                    .users()
                    .create(
                            Actor.host(),
                            NewUser.of(wanted.identifiers())
                                    .withId(wanted.id())
                                    .withProfile(wanted.profile())
                                    .withAuthorization(wanted.authorization())
                                    .withPassword(password));
            if (result instanceof CreateResult.Created created) {
                accept(created.user());
            } else {
                refuse(person.line(), CreateRefusals.inWords(result));
            }
        }
    }

    private void importOne(TableRow.Person person) {
        keyholder
                .users()
                .importUsers(Actor.host(), List.of(person.user()).iterator(), outcome -> report(person, outcome));
    }

    private void preview(UserTable table) {
        List<TableRow.Person> people = new ArrayList<>();
        table.forEachRemaining(row -> {
            if (row instanceof TableRow.Person person) {
                people.add(person);
            } else if (row instanceof TableRow.Refused bad) {
                refuse(bad.line(), bad.problem());
            }
        });
        List<TableRow.Person> fit = people.stream().filter(this::hasFitPassword).toList();
        int[] next = {0};
        keyholder
                .users()
                .previewImport(
                        Actor.host(),
                        fit.stream().map(TableRow.Person::user).iterator(),
                        outcome -> report(fit.get(next[0]++), outcome));
    }

    private boolean hasFitPassword(TableRow.Person person) {
        if (person.password().isEmpty()) {
            return true;
        }
        try (Password password = person.password().get()) {
            Set<PasswordFlaw> flaws = keyholder.passwords().flawsOf(password, person.user());
            if (!flaws.isEmpty()) {
                refuse(person.line(), PasswordFlaws.inWords(flaws));
            }
            return flaws.isEmpty();
        }
    }

    private void report(TableRow.Person person, ImportOutcome outcome) {
        if (outcome instanceof ImportOutcome.Imported stored) {
            accept(stored.user());
            if (person.password().isEmpty()) {
                stored.obstacles().forEach(obstacle -> note(person, obstacle));
            }
        } else if (outcome instanceof ImportOutcome.IdentifierTaken taken) {
            refuse(person.line(), "another user is known as '" + taken.key().value() + "'");
        } else {
            refuse(person.line(), "the id is taken");
        }
    }

    private void note(TableRow.Person person, LoginObstacle obstacle) {
        terminal.note("line " + person.line() + ": "
                + (obstacle == LoginObstacle.HASH_UNREADABLE
                        ? "the hash is in no readable form, so this user cannot log in"
                        : "there is no password and no hash, so this user cannot log in"));
    }

    private void accept(User user) {
        imported++;
        terminal.print(
                (isTrial ? "would import " : "imported " + Line.of(user.id().value()) + " ")
                        + Line.of(user.identifiers()
                                .login()
                                .or(user.identifiers()::email)
                                .or(user.identifiers()::mobilePhone)
                                .orElse("")));
    }

    private void refuse(long line, String problem) {
        refused++;
        terminal.print((isTrial ? "would refuse line " : "refused line ") + line + ": " + Line.of(problem));
    }
}
