package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.login.LogInResult;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.access.UserPolicy;
import io.keyholder.domain.access.UserRequest;
import io.keyholder.domain.identity.GroupId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.ports.hashing.PasswordBlocklist;
import io.keyholder.ports.persistence.PageRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where the policy judges each row, no list, search or count shows a user that may not be read. */
class RowByRowTest {
    private final Fixture fixture = new Fixture();
    private final Keyholder keyholder = Keyholder.open(
            fixture.storage,
            fixture.crypto,
            KeyholderOptions.of(Clock.fixed(Fixture.NOW, ZoneOffset.UTC))
                    .withPasswordRules(new PasswordRules(8, 8, 1_024, PasswordBlocklist.EMPTY))
                    .withUserPolicy(new SameGroup()));

    /** Reads the members of one's own group, and lists. */
    private static final class SameGroup implements UserPolicy {
        @Override
        public Optional<Refusal> judge(UserRequest request) {
            boolean isMember = request.before()
                    .filter(user -> user.profile()
                            .group()
                            .equals(request.actor().user().profile().group()))
                    .isPresent();
            boolean may = request.action() == UserAction.LIST || (request.action() == UserAction.READ && isMember);
            return may ? Optional.empty() : Optional.of(Refusal.of(request.action(), Refusal.Reason.HOST_ONLY));
        }

        @Override
        public boolean judgesEachRow() {
            return true;
        }
    }

    @Test
    void showsWhatMayBeReadOnEveryPath() {
        List<UserId> own = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            String group = number % 7 == 0 ? "a" : "b";
            User user = user("u" + (100 + number), group);
            if (group.equals("a")) {
                own.add(user.id());
            }
        }
        Actor actor = ((LogInResult.Accepted) keyholder.logIn("u100", Fixture.password())).actor();
        UserFilter all = new UserFilter.Undeleted();

        assertThat(keyholder.users().count(actor).orElseThrow()).isEqualTo(own.size());
        assertThat(keyholder.users().count(actor, all).orElseThrow()).isEqualTo(own.size());
        assertThat(paged(request -> keyholder.users().page(actor, request).orElseThrow()))
                .containsExactlyElementsOf(own);
        assertThat(paged(
                        request -> keyholder.users().search(actor, all, request).orElseThrow()))
                .containsExactlyElementsOf(own);
        List<UserId> shown = new ArrayList<>();
        assertThat(keyholder
                        .users()
                        .forEach(actor, user -> shown.add(user.id()))
                        .orElseThrow())
                .isEqualTo(own.size());
        assertThat(shown).containsExactlyElementsOf(own);
        assertThat(keyholder
                        .users()
                        .search(
                                actor,
                                new UserFilter.WithIds(java.util.Set.of(new UserId("u101"))),
                                PageRequest.first(5))
                        .orElseThrow())
                .isEmpty();
        assertThat(keyholder.users().count(Actor.host()).orElseThrow()).isEqualTo(40);
    }

    private static List<UserId> paged(java.util.function.Function<PageRequest, List<User>> source) {
        List<UserId> ids = new ArrayList<>();
        List<User> page = source.apply(PageRequest.first(2));
        while (!page.isEmpty()) {
            page.forEach(user -> ids.add(user.id()));
            page = source.apply(PageRequest.after(ids.get(ids.size() - 1), 2));
        }
        return ids;
    }

    private User user(String login, String group) {
        NewUser user = NewUser.of(LoginIdentifiers.login(login))
                .withId(new UserId(login))
                .withPassword(Fixture.password())
                .withProfile(Profile.NONE.withGroup(new GroupId(group)));
        return ((CreateResult.Created) keyholder.users().create(Actor.host(), user)).user();
    }
}
