package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.ports.Storage;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.failing.FailingStorage;
import io.keyholder.testkit.failing.StorageCall;
import io.keyholder.verification.store.TestStore;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store that fails lets nobody in, and what was used before it failed stays used. */
class BrokenStoreTest {
    private static final UserId MARY = new UserId("mary");
    private static final int MORE_THAN_ALLOWED = 12;

    private final List<FailingStorage> stores = new ArrayList<>();
    private final LoginBench bench = LoginBench.over(failing(TestStore.MAP.newSandbox()), LoginBench.standardPolicy());

    @BeforeEach
    void makeUser() {
        bench.user("mary");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void nobodyGetsInWhileNothingCanBeRead() {
        String token = bench.token(MARY, "device", TokenValidity.unlimited()).reveal();
        store().breakDown();
        assertFails(() -> bench.withPassword("mary", LoginBench.PASSWORD));
        assertFails(() -> bench.withPassword("nobody", LoginBench.PASSWORD));
        assertFails(() -> bench.withToken(token));
        assertFails(() -> bench.withTokenOfUser(0, "mary", token));
        store().repair();
        assertThat(bench.withPassword("mary", LoginBench.PASSWORD).isAccepted()).isTrue();
    }

    @Test
    void nobodyIsJudgedWhoseGuessCannotBeCounted() {
        int before = bench.hasher.calls();
        store().failNext(StorageCall.SET_LOGIN_STATE, 1);
        assertFails(() -> bench.withPassword("mary", LoginBench.PASSWORD));
        assertThat(bench.hasher.calls()).isEqualTo(before);
        assertThat(bench.audit.events()).noneMatch(AuditEvent.LoginAccepted.class::isInstance);
    }

    /** As many times as wrong passwords would pause the user: a cluster without a majority stores no attempt. */
    @Test
    void aRightPasswordIsNotCountedWhileNoAttemptCanBeStored() {
        for (int attempt = 0; attempt < MORE_THAN_ALLOWED; attempt++) {
            store().failNext(StorageCall.SET_LOGIN_STATE, 1);
            assertFails(() -> bench.withPassword("mary", LoginBench.PASSWORD));
        }
        assertThat(bench.withPassword("mary", LoginBench.PASSWORD).isAccepted()).isTrue();
        assertThat(bench.audit.events()).noneMatch(AuditEvent.LoginRefused.class::isInstance);
    }

    @Test
    void aCodeWhoseUseCannotBeRememberedLetsNobodyIn() {
        LoginBench.Device device = bench.secondFactor(MARY);
        String code = device.authenticator().codeAt(bench.now());
        store().failNext(StorageCall.FIND_LOGIN_STATE, 1);
        assertFails(() -> bench.withPasswordAndCode(0, "mary", LoginBench.PASSWORD, code));
        assertThat(bench.withPasswordAndCode(0, "mary", LoginBench.PASSWORD, code)
                        .isAccepted())
                .isTrue();
    }

    @Test
    void aCodeThatWasUsedBeforeTheAnswerWasLostStaysUsed() {
        LoginBench.Device device = bench.secondFactor(MARY);
        String code = device.recoveryCodes().get(0);
        var ticket = bench.ticket("mary");
        store().loseNextAnswers(StorageCall.SET_LOGIN_STATE, 1);
        assertFails(() -> bench.withTicket(0, ticket, code));
        int left = bench.state(MARY).recoveryCodes().size();
        assertThat(bench.withTicket(0, ticket, code).isAccepted()).isTrue();
        assertThat(bench.state(MARY).recoveryCodes()).hasSize(left - 1);
        assertThat(bench.withPasswordAndCode(0, "mary", LoginBench.PASSWORD, code)
                        .isAccepted())
                .isFalse();
    }

    @Test
    void aHashThatCannotBeReplacedDoesNotKeepItsUserOut() {
        bench.edit(
                MARY,
                user -> user.withCredentials(
                        user.credentials().withPasswordHash(QuickHasher.outdatedHash(LoginBench.PASSWORD))));
        store().failNext(StorageCall.UPDATE_USER, 1);
        assertThat(bench.withPassword("mary", LoginBench.PASSWORD).isAccepted()).isTrue();
        assertThat(bench.withPassword("mary", LoginBench.WRONG).isAccepted()).isFalse();
        assertThat(bench.latestReason()).isEqualTo(RefusalReason.WRONG_CREDENTIAL);
        assertThat(bench.withPassword("mary", LoginBench.PASSWORD).isAccepted()).isTrue();
        assertThat(bench.current(MARY).credentials().passwordHash())
                .hasValueSatisfying(hash -> assertThat(hash.encoded()).startsWith("quick:"));
        assertThat(bench.audit.events())
                .filteredOn(AuditEvent.PasswordSet.class::isInstance)
                .hasSize(1);
    }

    private FailingStorage store() {
        return stores.get(0);
    }

    private StorageSandbox failing(StorageSandbox sandbox) {
        return new StorageSandbox() {
            @Override
            public Storage open() {
                FailingStorage store = FailingStorage.over(sandbox.open());
                stores.add(store);
                return store;
            }

            @Override
            public void close() {
                sandbox.close();
            }
        };
    }

    private static void assertFails(ThrowingCallable attempt) {
        assertThatThrownBy(attempt).isInstanceOf(StoreException.class);
    }
}
