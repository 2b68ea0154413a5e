package io.keyholder.ports.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.SearchWords;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A store that gives the same page again and again is noticed: no reader of all pages may run for ever. */
class PageProgressTest {
    private static final List<User> PAGE = List.of(user("a"), user("b"));
    private static final UserFilter FILTER = new UserFilter.MatchingWords(SearchWords.of("nobody"));

    @Test
    void aPageThatLeadsOnIsFollowed() {
        PageRequest next = PageRequest.first(2).next(PAGE);
        assertThat(next).isEqualTo(PageRequest.after(new UserId("b"), 2));
        assertThat(next.next(List.of(user("c")))).isEqualTo(PageRequest.after(new UserId("c"), 2));
    }

    @Test
    void aPageThatStandsStillOrGoesBackIsRefused() {
        for (String start : List.of("b", "c")) {
            assertThatThrownBy(() -> PageRequest.after(new UserId(start), 2).next(PAGE))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("does not come after");
        }
    }

    /** A cursor that includes where it starts, as a careless adapter has it. */
    @Test
    void aScanOverSuchAStoreEnds() {
        UserRepository standing = standingStill();
        assertThatThrownBy(() -> new UserScan(standing).count(FILTER)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> new UserScan(standing).search(FILTER, PageRequest.first(10)))
                .isInstanceOf(StoreException.class);
    }

    private static UserRepository standingStill() {
        return (UserRepository) Proxy.newProxyInstance(
                UserRepository.class.getClassLoader(),
                new Class<?>[] {UserRepository.class},
                (proxy, method, arguments) -> PAGE);
    }

    private static User user(String id) {
        return User.of(
                new UserId(id), LoginIdentifiers.login(id), Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));
    }
}
