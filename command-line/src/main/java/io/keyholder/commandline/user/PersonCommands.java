package io.keyholder.commandline.user;

import io.keyholder.application.Keyholder;
import io.keyholder.application.person.EraseResult;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.SearchWords;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.PageRequest;
import java.util.List;

/** Finds people by words of their names and identifiers, and erases them. */
public final class PersonCommands {
    private static final int PAGE = 100;

    private final Terminal terminal;

    public PersonCommands(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Prints a line for each user that holds all words, by id. */
    public int search(Keyholder keyholder, List<String> words, boolean asJson) {
        UserList list = UserList.begin(terminal, asJson);
        UserFilter filter = new UserFilter.MatchingWords(SearchWords.of(String.join(" ", words)));
        PageRequest request = PageRequest.first(PAGE);
        List<User> page = page(keyholder, filter, request);
        while (!page.isEmpty()) {
            page.forEach(list::add);
            request = request.next(page);
            page = page(keyholder, filter, request);
        }
        list.end();
        return ExitCode.DONE;
    }

    /** Removes everything that is held about a person; the id is asked for in full, because nothing brings it back. */
    public int erase(Keyholder keyholder, UserId id) {
        EraseResult result = keyholder.persons().erase(Actor.host(), id);
        if (result instanceof EraseResult.Erased) {
            terminal.print("erased " + id);
            return ExitCode.DONE;
        }
        if (result instanceof EraseResult.Forbidden forbidden) {
            throw new CommandFailure(forbidden.refusal().explanation());
        }
        throw new CommandFailure(
                result instanceof EraseResult.Missing ? "no user has this id" : "not erased yet: try again");
    }

    private static List<User> page(Keyholder keyholder, UserFilter filter, PageRequest request) {
        return keyholder.users().search(Actor.host(), filter, request).orElseThrow();
    }
}
