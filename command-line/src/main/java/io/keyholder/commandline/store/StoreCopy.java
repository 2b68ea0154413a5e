package io.keyholder.commandline.store;

import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Progress;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UnreadableUserException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Copies every user of a store, soft-deleted ones included, and what belongs to it: public keys of its data owners, its
 * invitations, what is remembered about its logging in. A user that is there already, and equal, counts as copied
 * before; one that differs is refused and left alone, and so is what a target remembers already.
 *
 * <p>Not copied: wrong attempts of unknown identifiers and of sources, which no store lists and which fade by
 * themselves, and public keys of data owners that no user stands for.
 */
final class StoreCopy {
    private static final int PAGE_SIZE = 500;

    private final Terminal terminal;
    private final Storage source;
    private final Storage target;
    private final Progress progress;
    private long copied;
    private long present;
    private long refused;

    StoreCopy(Terminal terminal, Storage source, Storage target) {
        this.terminal = terminal;
        this.source = source;
        this.target = target;
        this.progress = Progress.of(terminal, "users checked", source.users().count());
    }

    int run() {
        Optional<UserId> last = next(Optional.empty());
        while (last.isPresent()) {
            last = next(last);
        }
        terminal.print(copied + " copied, " + present + " there before, " + refused + " refused");
        return refused == 0 ? ExitCode.DONE : ExitCode.REFUSED;
    }

    /** Copies the page after a user; where to go on, absent when all were looked at. */
    private Optional<UserId> next(Optional<UserId> after) {
        List<User> page;
        try {
            page = source.users().page(new PageRequest(after, PAGE_SIZE));
        } catch (UnreadableUserException unreadable) {
            progress.add(1);
            refuse(unreadable.user(), "it cannot be read");
            return Optional.of(unreadable.user());
        }
        copy(page);
        progress.add(page.size());
        return page.isEmpty()
                ? Optional.empty()
                : Optional.of(page.get(page.size() - 1).id());
    }

    private void copy(List<User> users) {
        if (users.isEmpty()) {
            return;
        }
        List<CreateOutcome> outcomes = target.users().createAll(users);
        for (int place = 0; place < users.size(); place++) {
            User user = users.get(place);
            if (isThere(user, outcomes.get(place))) {
                copyKeys(user.dataOwner());
                copyInvitations(user.id());
                copyLoginState(LoginStateKey.of(user.id()));
            }
        }
    }

    private boolean isThere(User user, CreateOutcome outcome) {
        if (outcome instanceof CreateOutcome.Created) {
            copied++;
            return true;
        }
        if (outcome instanceof CreateOutcome.IdentifierTaken taken) {
            return refuse(
                    user.id(), "the login identifier '" + taken.key().value() + "' belongs to another user there");
        }
        if (isEqualThere(user)) {
            present++;
            return true;
        }
        return refuse(user.id(), "a user of this id is there and differs");
    }

    private boolean isEqualThere(User user) {
        try {
            return target.users()
                    .findById(user.id())
                    .map(User::withoutRevision)
                    .filter(user.withoutRevision()::equals)
                    .isPresent();
        } catch (UnreadableUserException differs) {
            return false;
        }
    }

    private boolean refuse(UserId user, String reason) {
        refused++;
        terminal.print("refused " + Line.of(user.value()) + ": " + Line.of(reason));
        return false;
    }

    private void copyKeys(DataOwner owner) {
        Stream.of(owner.healthcareParty(), owner.patient(), owner.device())
                .flatMap(Optional::stream)
                .flatMap(id -> source.publicKeys().keysOf(id).stream())
                .forEach(this::copyKey);
    }

    /** Also when the key is there already: its endorsement and its revocation may be missing. */
    private void copyKey(RegisteredKey key) {
        PublicKeyDirectory keys = target.publicKeys();
        keys.register(key);
        key.vouch().ifPresent(word -> keys.vouch(key.owner(), key.publicKey().fingerprint(), word));
        key.revoked().ifPresent(when -> keys.revoke(key.owner(), key.publicKey().fingerprint(), when));
    }

    /** What the target has stays: it was copied before, or has moved on since. */
    private void copyInvitations(UserId user) {
        source.invitations()
                .findByUser(user)
                .forEach(stored -> target.invitations().compareAndSet(Optional.empty(), stored.invitation()));
    }

    private void copyLoginState(LoginStateKey key) {
        source.loginStates()
                .find(key)
                .ifPresent(stored -> target.loginStates().compareAndSet(key, Optional.empty(), stored.state()));
    }
}
