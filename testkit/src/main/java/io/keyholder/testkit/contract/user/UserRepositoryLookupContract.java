package io.keyholder.testkit.contract.user;

import static io.keyholder.testkit.internal.TestUsers.created;
import static io.keyholder.testkit.internal.TestUsers.deleted;
import static io.keyholder.testkit.internal.TestUsers.named;
import static io.keyholder.testkit.internal.TestUsers.updated;
import static io.keyholder.testkit.internal.TestUsers.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link UserRepository#findById} and {@link UserRepository#findByIdentifier} promise. */
@Promise(
        of = UserRepository.class,
        value = "The undeleted user that holds this identifier as login, email or mobile phone.")
public interface UserRepositoryLookupContract extends StoreContract {
    @Test
    default void findsAUserByEachOfItsIdentifiersHoweverWritten(UserRepository users) {
        LoginIdentifiers all =
                LoginIdentifiers.login("Mary").withEmail("Mary@Example.org").withMobilePhone("+32 470 00 00 01");
        User stored = created(users, user("id", all));
        created(users, named("john"));
        for (String written : List.of("mary", "MARY ", "mary@EXAMPLE.org", "+32/470.00.00.01")) {
            assertThat(users.findByIdentifier(IdentifierKey.of(written))).isEqualTo(new IdentifierLookup.Found(stored));
        }
    }

    @Test
    default void findsNobodyByWhatNobodyHolds(UserRepository users) {
        created(users, user("id", LoginIdentifiers.login("mary")));
        for (String written : List.of("id", "mar", "mary2", "%", "mary%", "m_ry", "' OR '1'='1")) {
            assertThat(users.findByIdentifier(IdentifierKey.of(written))).isEqualTo(new IdentifierLookup.Nobody());
        }
    }

    @Test
    @Promise(of = UserRepository.class, value = "The user of this id, soft-deleted or not; absent when there is none.")
    default void findsASoftDeletedUserByIdOnly(UserRepository users) {
        User buried = updated(users, deleted(created(users, named("mary"))));
        assertThat(users.findById(buried.id())).contains(buried);
        assertThat(users.findByIdentifier(IdentifierKey.of("mary"))).isEqualTo(new IdentifierLookup.Nobody());
    }

    @Test
    @Promise(of = UserRepository.class, value = "The user of this id, soft-deleted or not; absent when there is none.")
    default void findsNobodyByAnUnknownId(UserRepository users) {
        created(users, named("mary"));
        for (String unknown : List.of("Mary", "MARY", "mar", "mary2", "m_ry", "m*", "*")) {
            assertThat(users.findById(new UserId(unknown))).isEmpty();
        }
    }
}
