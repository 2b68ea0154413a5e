package io.keyholder.testkit.contract.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.internal.ModelComparison;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * That a repository answers long random sequences of calls exactly as the simplest possible one: the precedence of
 * outcomes, and whatever no single test thought of.
 */
@Promise(of = UserRepository.class, value = "A read sees every write that was answered before it began.")
public interface UserRepositoryModelContract extends StoreContract {
    @Test
    default void answersAnySequenceOfCallsAsTheModelDoes(UserRepository users) {
        ModelComparison comparison = new ModelComparison(users, new Random(20_260_101L));
        for (int call = 0; call < 600; call++) {
            comparison.callBoth();
        }
        assertThat(comparison.outcomesSeen())
                .as("kinds of outcome that the sequence led to")
                .contains(
                        "Created",
                        "IdTaken",
                        "IdentifierTaken",
                        "Updated",
                        "Stale",
                        "Missing",
                        "Purged",
                        "Purge.Stale",
                        "Purge.Missing");
    }
}
