package io.keyholder.testkit.contract;

import static io.keyholder.testkit.internal.TestUsers.created;
import static io.keyholder.testkit.internal.TestUsers.named;
import static io.keyholder.testkit.internal.TestUsers.revisionOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.arbitraries.KeyArbitraries;
import io.keyholder.testkit.internal.Samples;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What {@link Storage} promises about its ports and about closing. */
@Promise(of = Storage.class, value = "every method of every port of this store MUST throw a")
public interface StorageLifecycleContract extends StoreContract {
    @Test
    @Promise(of = Storage.class, value = "the same object each time")
    default void givesTheSamePortsEachTime(StoreUnderTest store) {
        Storage storage = store.first();
        assertThat(storage.users()).isSameAs(storage.users());
        assertThat(storage.loginStates()).isSameAs(storage.loginStates());
        assertThat(storage.invitations()).isSameAs(storage.invitations());
        assertThat(storage.userEvents()).isSameAs(storage.userEvents());
        assertThat(storage.publicKeys()).isSameAs(storage.publicKeys());
    }

    @Test
    @Promise(of = Storage.class, value = "Repeating it does nothing.")
    default void closesAsOftenAsOneLikes(StoreUnderTest store) {
        created(store.users(), named("mary"));
        store.first().close();
        store.first().close();
    }

    @Test
    default void refusesEveryUseOfItsUsersAfterClosing(StoreUnderTest store) {
        UserRepository users = store.users();
        User stored = created(users, named("mary"));
        store.first().close();
        List<ThrowingCallable> uses = List.of(
                () -> users.create(named("john")),
                () -> users.createAll(List.of(named("john"))),
                () -> users.update(stored),
                () -> users.purge(stored.id(), revisionOf(stored)),
                () -> users.findById(stored.id()),
                () -> users.findByIdentifier(IdentifierKey.of("mary")),
                () -> users.page(PageRequest.first(1)),
                users::count);
        assertThat(uses).allSatisfy(StorageLifecycleContract::assertRefused);
    }

    @Test
    default void refusesEveryUseOfItsPublicKeysAfterClosing(StoreUnderTest store) {
        PublicKeyDirectory keys = store.publicKeys();
        RegisteredKey key = Samples.of(KeyArbitraries.registeredKeys(), 1).get(0);
        keys.register(key);
        store.first().close();
        List<ThrowingCallable> uses = List.of(
                () -> keys.register(key),
                () -> keys.withdraw(key.owner(), key.publicKey().fingerprint()),
                () -> keys.keysOf(key.owner()));
        assertThat(uses).allSatisfy(StorageLifecycleContract::assertRefused);
    }

    private static void assertRefused(ThrowingCallable use) {
        assertThatThrownBy(use).isInstanceOf(StoreException.class);
    }
}
