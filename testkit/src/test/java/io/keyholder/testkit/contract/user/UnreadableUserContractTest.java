package io.keyholder.testkit.contract.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.UnreadableUserException;
import io.keyholder.testkit.ContractRun;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.internal.ModelStorage;
import io.keyholder.testkit.internal.ModelUserRepository;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * That the contract passes for a store that names what it cannot read, and fails for those that hide it or stop at it.
 */
class UnreadableUserContractTest {
    @Test
    void passesForTheModel() {
        ContractRun run = ContractRun.of(OfTheModel.class);
        assertThat(run.failures()).as("failures of %s", run).isEmpty();
        assertThat(run.tests()).hasSize(3);
    }

    @Test
    void findsPagesThatStopAtAnUnreadableUser() {
        assertThat(ContractRun.of(OfOneThatStops.class).failures())
                .contains("endsAPageBeforeAUserThatCannotBeRead", "pagesPastAUserThatCannotBeRead");
    }

    @Test
    void findsPagesThatHideAnUnreadableUser() {
        assertThat(ContractRun.of(OfOneThatHides.class).failures())
                .contains("endsAPageBeforeAUserThatCannotBeRead", "pagesPastAUserThatCannotBeRead");
    }

    @Test
    void findsErrorsThatNameNobody() {
        assertThat(ContractRun.of(OfOneThatNamesNobody.class).failures())
                .contains("namesAUserThatCannotBeReadWhereItIsAskedFor");
    }

    /** The model of users, of whom some cannot be read. */
    private static class Damaged extends ModelUserRepository {
        final Set<UserId> unreadable = new HashSet<>();

        @Override
        public synchronized Optional<User> findById(UserId id) {
            if (unreadable.contains(id)) {
                throw new UnreadableUserException(id, null);
            }
            return super.findById(id);
        }

        @Override
        public synchronized List<User> page(PageRequest request) {
            List<User> page = new ArrayList<>();
            for (User user : super.page(request)) {
                if (unreadable.contains(user.id())) {
                    if (page.isEmpty()) {
                        throw new UnreadableUserException(user.id(), null);
                    }
                    return page;
                }
                page.add(user);
            }
            return page;
        }

        List<User> pageOfAll(PageRequest request) {
            return super.page(request);
        }
    }

    private abstract static class Of implements UnreadableUserContract {
        private final Damaged users;

        Of(Supplier<Damaged> users) {
            this.users = users.get();
        }

        @Override
        public StorageSandbox newSandbox() {
            return ModelStorage.sandbox(users, new ModelStorage.Keys());
        }

        @Override
        public void damage(UserId user) {
            users.unreadable.add(user);
        }
    }

    static class OfTheModel extends Of {
        OfTheModel() {
            super(Damaged::new);
        }
    }

    static class OfOneThatStops extends Of {
        OfOneThatStops() {
            super(() -> new Damaged() {
                @Override
                public synchronized List<User> page(PageRequest request) {
                    List<User> page = pageOfAll(request);
                    page.stream()
                            .map(User::id)
                            .filter(unreadable::contains)
                            .findFirst()
                            .ifPresent(id -> {
                                throw new UnreadableUserException(id, null);
                            });
                    return page;
                }
            });
        }
    }

    static class OfOneThatHides extends Of {
        OfOneThatHides() {
            super(() -> new Damaged() {
                @Override
                public synchronized List<User> page(PageRequest request) {
                    return pageOfAll(request).stream()
                            .filter(user -> !unreadable.contains(user.id()))
                            .toList();
                }
            });
        }
    }

    static class OfOneThatNamesNobody extends Of {
        OfOneThatNamesNobody() {
            super(() -> new Damaged() {
                @Override
                public synchronized Optional<User> findById(UserId id) {
                    if (unreadable.contains(id)) {
                        throw new StoreCorruptException("a user is unreadable", null);
                    }
                    return super.findById(id);
                }
            });
        }
    }
}
