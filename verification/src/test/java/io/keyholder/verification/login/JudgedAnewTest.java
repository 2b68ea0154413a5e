package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.crypto.SealingKeys;
import io.keyholder.application.Keyholder;
import io.keyholder.application.access.Answer;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.sample.Authenticator;
import io.keyholder.verification.store.InterferedStorage;
import io.keyholder.verification.store.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who lost the right to change secrets while another host's write came between is judged anew, over every store. */
class JudgedAnewTest {
    private static final UserId CHIEF = new UserId("chief");
    private static final UserId BOB = new UserId("bob");
    private static final Password PASSWORD = Password.of("correct horse battery");

    @ParameterizedTest
    @EnumSource
    void tokensAreNotRevokedByOneWhoWasDisabledMeanwhile(TestStore kind) {
        try (Practice practice = new Practice(kind)) {
            practice.token("old");
            practice.interfere(() -> practice.rename(BOB));

            assertThat(practice.first.tokens().revoke(practice.chief, BOB, "old"))
                    .isInstanceOf(Answer.Forbidden.class);
            assertThat(practice.bob().tokens().named("old").orElseThrow().revoked())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void tokensAreNotCleanedByOneWhoWasDisabledMeanwhile(TestStore kind) {
        try (Practice practice = new Practice(kind)) {
            practice.token("old");
            practice.first.tokens().revoke(Actor.host(), BOB, "old");
            practice.interfere(() -> practice.rename(BOB));

            assertThat(practice.first.tokens().removeExpired(practice.chief, BOB))
                    .isInstanceOf(Answer.Forbidden.class);
            assertThat(practice.bob().tokens().named("old")).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void recoveryCodesAreNotRenewedByOneWhoWasDisabledMeanwhile(TestStore kind) {
        try (Practice practice = new Practice(kind)) {
            practice.secondFactor();
            List<?> before = practice.state().recoveryCodes();
            practice.interfere(() -> practice.second.logIn("bob", Password.of("wrong horse battery")));

            assertThat(practice.first.secondFactors().renewRecoveryCodes(practice.chief, BOB))
                    .isInstanceOf(SecondFactorResult.Forbidden.class);
            assertThat(practice.state().recoveryCodes()).hasSize(10).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void recoveryCodesAreNotMadeForAFactorThatWasRemovedMeanwhile(TestStore kind) {
        try (Practice practice = new Practice(kind)) {
            practice.secondFactor();
            practice.store.beforeTheNextWrite(
                    () -> practice.second.secondFactors().remove(Actor.host(), BOB));

            assertThat(practice.first.secondFactors().renewRecoveryCodes(practice.chief, BOB))
                    .isEqualTo(new SecondFactorResult.NotEnrolled());
            assertThat(practice.second.logIn("bob", PASSWORD).isAccepted()).isTrue();
        }
    }

    /** Two hosts over one store, an administrator of each, and Bob. */
    private static final class Practice implements AutoCloseable {
        private final StorageSandbox sandbox;
        private final InterferedStorage store;
        private final Storage other;
        private final Keyholder first;
        private final Keyholder second;
        private final Actor chief;

        Practice(TestStore kind) {
            sandbox = kind.newSandbox();
            store = new InterferedStorage(sandbox.open());
            other = sandbox.open();
            first = open(store);
            second = open(other);
            first.users().create(Actor.host(), user(CHIEF).asAdministrator());
            first.users().create(Actor.host(), user(new UserId("deputy")).asAdministrator());
            first.users().create(Actor.host(), user(BOB));
            chief = ((LogInResult.Accepted) first.logIn("chief", PASSWORD)).actor();
        }

        /** Before the next write of the first host another one does this and disables its administrator. */
        void interfere(Runnable write) {
            store.beforeTheNextWrite(() -> {
                write.run();
                assertThat(second.users().disable(Actor.host(), CHIEF).isModified())
                        .isTrue();
            });
        }

        void rename(UserId id) {
            second.users().modify(Actor.host(), id, user -> user.withProfile(Profile.NONE.withName("Another")));
        }

        void token(String name) {
            first.tokens().create(Actor.host(), BOB, name, TokenValidity.unlimited(), TokenScope.unrestricted());
        }

        void secondFactor() {
            SecondFactorResult.Enrolled enrolled =
                    (SecondFactorResult.Enrolled) first.secondFactors().enrol(Actor.host(), BOB, "Practice");
            assertThat(first.secondFactors()
                            .confirm(
                                    Actor.host(),
                                    BOB,
                                    Authenticator.with(enrolled.secret()).codeAt(Instant.now())))
                    .isInstanceOf(SecondFactorResult.Confirmed.class);
        }

        User bob() {
            return other.users().findById(BOB).orElseThrow();
        }

        LoginState state() {
            return other.loginStates()
                    .find(LoginStateKey.of(BOB))
                    .map(Stored::state)
                    .orElseThrow();
        }

        @Override
        public void close() {
            first.close();
            second.close();
            sandbox.close();
        }

        private static NewUser user(UserId id) {
            return NewUser.of(LoginIdentifiers.login(id.value())).withId(id).withPassword(PASSWORD);
        }

        private static Keyholder open(Storage store) {
            return Keyholder.open(
                    store,
                    BouncyCastleCrypto.create(CryptoOptions.defaults()
                            .withBcryptCost(4)
                            .withSealingKeys(SealingKeys.of("k".repeat(32).getBytes(StandardCharsets.US_ASCII)))));
        }
    }
}
