package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.testkit.sample.MovableClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.commons.codec.binary.Base32;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.junit.jupiter.api.Test;

/**
 * One account that logs in, or is changed, from three hosts at the same moment, each host through another node of a
 * cluster on which nothing fails. A write that lost its race is repeated, whether CouchDB responded 409 or 202: no host
 * is told that the store is unavailable.
 */
interface HostsOnACluster {
    int HOSTS = 3;
    String PASSWORD = "seven owls above the harbour";
    String WRONG = "eight owls above the harbour";
    Duration CODE_STEP = Duration.ofSeconds(30);
    Instant START = Instant.parse("2026-01-05T08:00:00Z");

    /** Plays scenes on a cluster, each with a login of its own; some of their writes must be split votes. */
    void play(Scene scene);

    /** What happens to one account. */
    @FunctionalInterface
    interface Scene {
        void play(Place place, String login);
    }

    /** Three stores on one cluster. */
    interface Place {
        /** The store through this node. */
        Storage store(int node);

        /** What each of the hosts comes to when all of them do this at the same moment. */
        <T> List<T> together(IntFunction<T> action);
    }

    @Test
    default void theRightPasswordLetsInFromEveryHost() {
        play((place, login) -> {
            Hosts hosts = new Hosts(place, login);
            assertThat(place.together(host -> hosts.withPassword(host, PASSWORD)))
                    .allMatch(LogInResult::isAccepted);
            assertThat(hosts.state().attempts().failures()).isZero();
        });
    }

    @Test
    default void everyWrongPasswordIsCountedAndNoneIsAnOutage() {
        play((place, login) -> {
            Hosts hosts = new Hosts(place, login);
            assertThat(place.together(host -> hosts.withPassword(host, host == 0 ? PASSWORD : WRONG)))
                    .element(0)
                    .satisfies(right -> assertThat(right.isAccepted()).isTrue());
            int before = hosts.state().attempts().failures();
            assertThat(place.together(host -> hosts.withPassword(host, WRONG)))
                    .allSatisfy(result -> assertThat(result)
                            .isInstanceOfSatisfying(
                                    LogInResult.Refused.class,
                                    refused -> assertThat(refused.reason())
                                            .isIn(RefusalReason.WRONG_CREDENTIAL, RefusalReason.PAUSED)));
            assertThat(hosts.state().attempts().failures()).isGreaterThanOrEqualTo(Math.min(before + HOSTS, 5));
        });
    }

    @Test
    default void oneCodeLetsInOneHostAtMost() {
        play((place, login) -> {
            Hosts hosts = new Hosts(place, login);
            TotpSecret secret = hosts.secondFactor().secret();
            hosts.clock().move(CODE_STEP.multipliedBy(4));
            String code = hosts.code(secret);
            List<LogInResult> results = place.together(host -> hosts.withCode(host, code));
            assertThat(results).filteredOn(LogInResult::isAccepted).hasSizeLessThanOrEqualTo(1);
            assertThat(results)
                    .filteredOn(result -> !result.isAccepted())
                    .allMatch(LogInResult.Refused.class::isInstance);
        });
    }

    @Test
    default void recoveryCodesLetInFromEveryHost() {
        play((place, login) -> {
            Hosts hosts = new Hosts(place, login);
            List<String> codes = hosts.secondFactor().recoveryCodes();
            List<LogInResult> results = place.together(host -> hosts.withCode(host, codes.get(host)));
            assertThat(results)
                    .allMatch(result -> result.isAccepted() || result instanceof LogInResult.Refused)
                    .filteredOn(LogInResult::isAccepted)
                    .isNotEmpty();
            List<LogInResult> again = place.together(host -> hosts.withCode(host, codes.get(host)));
            assertThat(again).noneMatch(LogInResult::isAccepted);
        });
    }

    @Test
    default void aTokenLetsInFromEveryHost() {
        play((place, login) -> {
            Hosts hosts = new Hosts(place, login);
            TokenValue token = hosts.token();
            assertThat(place.together(host -> hosts.withToken(host, token))).allMatch(LogInResult::isAccepted);
        });
    }

    /** No change is lost. An outcome may be unknown where another change was built on a withdrawn one (decision 52). */
    @Test
    default void noChangeOfAUserIsLost() {
        AtomicInteger unknown = new AtomicInteger();
        AtomicInteger made = new AtomicInteger();
        play((place, login) -> {
            Hosts hosts = new Hosts(place, login);
            List<Boolean> known = place.together(hosts::isAppended);
            int acknowledged = (int) known.stream().filter(done -> done).count();
            assertThat(hosts.name().length()).isBetween(acknowledged, HOSTS);
            made.addAndGet(HOSTS);
            unknown.addAndGet(HOSTS - acknowledged);
        });
        assertThat(unknown.get()).as("unknown outcomes of %s changes", made).isLessThan(made.get() / 10);
    }

    @Test
    default void oneLoginIsGivenToOneOfTheHosts() {
        play((place, login) -> {
            Hosts hosts = new Hosts(place, login);
            List<CreateResult> results = place.together(host -> hosts.created(host, login + "-new"));
            assertThat(results)
                    .filteredOn(CreateResult.Created.class::isInstance)
                    .hasSize(1);
            assertThat(results)
                    .filteredOn(CreateResult.IdentifierTaken.class::isInstance)
                    .hasSize(HOSTS - 1);
        });
    }

    /** Three hosts, and an account that each of them knows. */
    final class Hosts {
        private final MovableClock clock = MovableClock.at(START);
        private final List<Keyholder> hosts;
        private final Place place;
        private final String login;
        private final UserId id;

        Hosts(Place place, String login) {
            this.place = place;
            this.login = login;
            hosts = IntStream.range(0, HOSTS)
                    .mapToObj(node -> Keyholder.open(
                            place.store(node),
                            BouncyCastleCrypto.create(
                                    CryptoOptions.defaults().withBcryptCost(4).withSecretsInClear()),
                            KeyholderOptions.of(clock)))
                    .toList();
            id = ((CreateResult.Created) created(0, login)).user().id();
        }

        /** What a user gets when it turns its second factor on. */
        record Factor(TotpSecret secret, List<String> recoveryCodes) {}

        MovableClock clock() {
            return clock;
        }

        CreateResult created(int host, String wanted) {
            try (Password password = Password.of(PASSWORD)) {
                NewUser user = NewUser.of(LoginIdentifiers.login(wanted))
                        .withPassword(password)
                        .withoutKeyPair();
                return hosts.get(host).users().create(Actor.host(), user);
            }
        }

        LogInResult withPassword(int host, String text) {
            try (Password password = Password.of(text)) {
                return hosts.get(host).logIn(login, password);
            }
        }

        LogInResult withCode(int host, String code) {
            try (Password password = Password.of(PASSWORD)) {
                return hosts.get(host).logIn(LogInRequest.withPasswordAndCode(login, password, code));
            }
        }

        LogInResult withToken(int host, TokenValue token) {
            try (Password plain = token.asPassword()) {
                return hosts.get(host).logIn(LogInRequest.withToken(plain));
            }
        }

        TokenValue token() {
            return ((TokenCreation.Created) hosts.get(0)
                            .tokens()
                            .create(Actor.host(), id, "phone", TokenValidity.unlimited(), TokenScope.unrestricted()))
                    .value();
        }

        Factor secondFactor() {
            TotpSecret secret = ((SecondFactorResult.Enrolled)
                            hosts.get(0).secondFactors().enrol(Actor.host(), id, "Practice"))
                    .secret();
            SecondFactorResult.Confirmed confirmed =
                    (SecondFactorResult.Confirmed) hosts.get(0).secondFactors().confirm(Actor.host(), id, code(secret));
            return new Factor(secret, confirmed.recoveryCodes());
        }

        /** The code of now, as an authenticator shows it (RFC 6238). */
        String code(TotpSecret secret) {
            String[] parts = secret.encoded().split(":", -1);
            long step = clock.instant().getEpochSecond() / CODE_STEP.toSeconds();
            byte[] mac = new HmacUtils(HmacAlgorithms.HMAC_SHA_1, new Base32().decode(parts[2]))
                    .hmac(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = mac[mac.length - 1] & 0xf;
            int number = ByteBuffer.wrap(mac, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        }

        /** Whether a change was acknowledged. */
        boolean isAppended(int host) {
            try {
                ModifyResult result = hosts.get(host)
                        .users()
                        .modify(
                                Actor.host(),
                                id,
                                user -> user.withProfile(user.profile().withName(nameOf(user) + "+")));
                assertThat(result).isInstanceOf(ModifyResult.Modified.class);
                return true;
            } catch (StoreUnavailableException unknown) {
                return false;
            }
        }

        String name() {
            return nameOf(place.store(0).users().findById(id).orElseThrow());
        }

        private static String nameOf(User user) {
            return user.profile().name().orElse("");
        }

        LoginState state() {
            return place.store(0)
                    .loginStates()
                    .find(LoginStateKey.of(id))
                    .map(LoginStateRepository.Stored::state)
                    .orElse(LoginState.NONE);
        }
    }
}
