package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.doubles.TableStorage;
import io.keyholder.application.doubles.TransparentCrypto;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.Refusal.Reason;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.access.UserPolicy;
import io.keyholder.domain.access.UserRequest;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SECURITY case 29: hashing and making keys take time, in which the right to create may be lost. */
class JudgedBesideTheWriteTest {
    private static final DataOwner PATIENT = DataOwner.patient("patient-1");

    private final TableStorage storage = new TableStorage();
    private final ChangingPolicy policy = new ChangingPolicy();
    private final Keyholder keyholder = Keyholder.open(
            storage,
            new TransparentCrypto(),
            KeyholderOptions.of(Clock.fixed(Fixture.NOW_IN_MILLIS, ZoneOffset.UTC))
                    .withUserPolicy(policy));
    private Actor chief = Actor.host();

    @BeforeEach
    void logIn() {
        keyholder
                .users()
                .create(
                        Actor.host(),
                        NewUser.of(LoginIdentifiers.login("chief"))
                                .withPassword(Password.of("lamp ferry walnut 17"))
                                .asAdministrator());
        chief = ((LogInResult.Accepted) keyholder.logIn("chief", Password.of("lamp ferry walnut 17"))).actor();
    }

    @Test
    void createsNobodyWhenTheRightIsLostWhileThePasswordIsHashed() {
        assertRefused(NewUser.of(LoginIdentifiers.login("ada")).withPassword(Password.of("lamp ferry walnut 17")));
    }

    @Test
    void createsNobodyWhenTheRightIsLostWhileTheKeyIsMade() {
        assertRefused(NewUser.of(LoginIdentifiers.login("ada")).withDataOwner(PATIENT));
        assertThat(keyholder.keys().publicKeysOf(PATIENT.keyOwner().orElseThrow()))
                .isEmpty();
    }

    private void assertRefused(NewUser user) {
        policy.judgementsLeft = 1;
        assertThat(keyholder.users().create(chief, user))
                .isInstanceOfSatisfying(
                        CreateResult.Forbidden.class,
                        forbidden -> assertThat(forbidden.refusal().reason()).isEqualTo(Reason.PERMISSION_MISSING));
        assertThat(keyholder.users().count(Actor.host()).orElseThrow()).isEqualTo(1);
    }

    /** Allows creating a number of times, and then no more. */
    private static final class ChangingPolicy implements UserPolicy {
        private int judgementsLeft = Integer.MAX_VALUE;

        @Override
        public Optional<Refusal> judge(UserRequest request) {
            if (request.action() != UserAction.CREATE) {
                return UserPolicy.standard().judge(request);
            }
            judgementsLeft--;
            return judgementsLeft >= 0
                    ? Optional.empty()
                    : Optional.of(Refusal.of(request.action(), Reason.PERMISSION_MISSING));
        }
    }
}
