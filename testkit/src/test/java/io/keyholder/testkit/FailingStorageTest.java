package io.keyholder.testkit;

import static io.keyholder.testkit.internal.TestUsers.created;
import static io.keyholder.testkit.internal.TestUsers.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.testkit.arbitraries.KeyArbitraries;
import io.keyholder.testkit.failing.FailingStorage;
import io.keyholder.testkit.failing.StorageCall;
import io.keyholder.testkit.internal.ModelStorage;
import io.keyholder.testkit.internal.ModelUserRepository;
import io.keyholder.testkit.internal.Samples;
import org.junit.jupiter.api.Test;

class FailingStorageTest {
    private final FailingStorage storage =
            FailingStorage.over(new ModelStorage(new ModelUserRepository(), new ModelStorage.Keys()));

    @Test
    void worksUntilItIsToldToFail() {
        created(storage.users(), named("mary"));
        assertThat(storage.users().count()).isEqualTo(1);
    }

    @Test
    void failsAsOftenAsPlannedBeforeAnythingIsDone() {
        storage.failNext(StorageCall.CREATE_USER, 2);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> storage.users().create(named("mary")))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessage("the test made CREATE_USER fail");
        }
        assertThat(storage.users().count()).isZero();
        created(storage.users(), named("mary"));
    }

    @Test
    void losesTheAnswerOfWhatWasDone() {
        storage.loseNextAnswers(StorageCall.CREATE_USER, 1);
        assertThatThrownBy(() -> storage.users().create(named("mary"))).isInstanceOf(StoreUnavailableException.class);
        assertThat(storage.users().count()).isEqualTo(1);
    }

    @Test
    void breaksDownAsAWholeUntilRepaired() {
        RegisteredKey key = Samples.of(KeyArbitraries.registeredKeys(), 1).get(0);
        storage.breakDown();
        assertThatThrownBy(() -> storage.users().count()).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> storage.publicKeys().register(key)).isInstanceOf(StoreUnavailableException.class);
        storage.repair();
        storage.publicKeys().register(key);
        assertThat(storage.publicKeys().keysOf(key.owner())).containsExactly(key);
    }

    @Test
    void repairForgetsWhatWasPlanned() {
        storage.failNext(StorageCall.COUNT_USERS, 1);
        storage.loseNextAnswers(StorageCall.KEYS_OF_OWNER, 1);
        storage.repair();
        assertThat(storage.users().count()).isZero();
    }

    @Test
    void closesTheStoreBehindIt() {
        storage.close();
        assertThatThrownBy(() -> storage.users().count()).isInstanceOf(StoreUnavailableException.class);
    }
}
