package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginTicket;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.AttemptPolicy;
import io.keyholder.domain.login.DeviceMark;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.verification.store.TestStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SECURITY case 38: a device or a source that a user logged in from before is counted apart from strangers. */
class RecognitionTest {
    private static final UserId MARY = new UserId("mary");
    private static final int FREE = AttemptPolicy.PER_USER.freeAttempts();

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void strangersPauseNeitherAMarkedDeviceNorAKnownSource(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            bench.user("mary");
            Optional<DeviceMark> mark = mark(onDevice(bench, Optional.empty(), LoginBench.PASSWORD));
            assertThat(fromSource(bench, "192.0.2.1", LoginBench.PASSWORD).isAccepted())
                    .isTrue();
            pauseStrangers(bench);
            bench.restart();
            assertThat(onDevice(bench, mark, LoginBench.PASSWORD).isAccepted()).isTrue();
            assertThat(fromSource(bench, "192.0.2.1", LoginBench.PASSWORD).isAccepted())
                    .isTrue();
            assertThat(isPaused(fromSource(bench, "192.0.2.2", LoginBench.PASSWORD)))
                    .isTrue();
            assertThat(isPaused(onDevice(bench, Optional.empty(), LoginBench.PASSWORD)))
                    .isTrue();
            assertThat(isPaused(bench.withPassword("mary", LoginBench.PASSWORD)))
                    .as("the known device's login does not forget what strangers guessed")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void strangersDoNotKeepAUserWhoIsLoggedInFromChangingItsPassword(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            bench.user("mary");
            pauseStrangers(bench);
            assertThat(changePassword(bench, LoginBench.WRONG)).isInstanceOf(PasswordChangeResult.WrongPassword.class);
            assertThat(changePassword(bench, LoginBench.PASSWORD)).isInstanceOf(PasswordChangeResult.Changed.class);
        }
    }

    @Test
    void guessesByAUserWhoIsLoggedInPauseItselfAlone() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            IntStream.range(0, FREE).forEach(guess -> changePassword(bench, LoginBench.WRONG));
            int before = bench.hasher.calls();
            assertThat(changePassword(bench, LoginBench.PASSWORD)).isInstanceOf(PasswordChangeResult.Paused.class);
            assertThat(bench.hasher.calls()).isEqualTo(before);
            assertThat(bench.withPassword("mary", LoginBench.PASSWORD).isAccepted())
                    .isTrue();
        }
    }

    @Test
    void aMarkCountsForItsUserOnly() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            bench.user("eve");
            Optional<DeviceMark> ofEve = mark(login(bench, "eve", LoginBench.PASSWORD, Optional.empty()));
            onDevice(bench, Optional.empty(), LoginBench.PASSWORD);
            pauseStrangers(bench);
            assertThat(isPaused(onDevice(bench, ofEve, LoginBench.PASSWORD))).isTrue();
        }
    }

    /** A person who reads the store has the key of the record, and not the sealing key of the host. */
    @ParameterizedTest
    @EnumSource(TestStore.class)
    void aMarkThatIsMadeWithWhatTheStoreHoldsIsNoMark(TestStore store) throws GeneralSecurityException {
        try (LoginBench bench = LoginBench.over(store)) {
            bench.user("mary");
            Optional<DeviceMark> genuine = mark(onDevice(bench, Optional.empty(), LoginBench.PASSWORD));
            String key = bench.state(MARY).recognition().orElseThrow().key();
            pauseStrangers(bench);
            DeviceMark forged = forged(HexFormat.of().parseHex(key), bench.now().plus(Duration.ofDays(1)));
            assertThat(isPaused(onDevice(bench, Optional.of(forged), LoginBench.PASSWORD)))
                    .isTrue();
            assertThat(onDevice(bench, genuine, LoginBench.PASSWORD).isAccepted())
                    .isTrue();
        }
    }

    private static DeviceMark forged(byte[] key, Instant expires) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] named = ByteBuffer.allocate(24)
                .put(new byte[16])
                .putLong(expires.getEpochSecond())
                .array();
        mac.update((byte) 1);
        mac.update(named);
        byte[] tag = mac.doFinal(MARY.value().getBytes(StandardCharsets.UTF_8));
        return DeviceMark.of(DeviceMark.PREFIX
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                ByteBuffer.allocate(56).put(named).put(tag).array()));
    }

    @Test
    void aMarkThatDiffersInAnyCharacterIsNoMark() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            String genuine = mark(onDevice(bench, Optional.empty(), LoginBench.PASSWORD))
                    .orElseThrow()
                    .reveal();
            pauseStrangers(bench);
            for (int at = DeviceMark.PREFIX.length(); at < genuine.length() - 1; at++) {
                char other = genuine.charAt(at) == 'A' ? 'B' : 'A';
                DeviceMark forged = DeviceMark.of(genuine.substring(0, at) + other + genuine.substring(at + 1));
                assertThat(isPaused(onDevice(bench, Optional.of(forged), LoginBench.PASSWORD)))
                        .as("character %d", at)
                        .isTrue();
            }
            for (String other : new String[] {"khd1.A", genuine.substring(0, 40), genuine + "AAAA"}) {
                assertThat(isPaused(onDevice(bench, DeviceMark.read(other), LoginBench.PASSWORD)))
                        .isTrue();
            }
            assertThat(onDevice(bench, DeviceMark.read(genuine), LoginBench.PASSWORD)
                            .isAccepted())
                    .isTrue();
        }
    }

    @Test
    void marksAndSourcesEndWithThePasswordHoweverItWasReplaced() {
        for (Runner replace : new Runner[] {
            bench -> changePassword(bench, LoginBench.PASSWORD),
            bench -> resetPassword(bench),
            bench -> bench.edit(
                    MARY,
                    user -> user.withCredentials(user.credentials().withPasswordHash(new QuickHasher().hash(fresh()))))
        }) {
            try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
                bench.user("mary");
                Optional<DeviceMark> mark = mark(onDevice(bench, Optional.empty(), LoginBench.PASSWORD));
                fromSource(bench, "192.0.2.1", LoginBench.PASSWORD);
                replace.run(bench);
                pauseStrangers(bench);
                assertThat(isPaused(onDevice(bench, mark, FRESH))).isTrue();
                assertThat(isPaused(fromSource(bench, "192.0.2.1", FRESH))).isTrue();
            }
        }
    }

    @Test
    void aHashInACurrentFormKeepsMarksAndSources() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.stored(bench.unsaved("mary")
                    .withCredentials(bench.unsaved("mary")
                            .credentials()
                            .withPasswordHash(QuickHasher.outdatedHash(LoginBench.PASSWORD))));
            Optional<DeviceMark> mark = mark(onDevice(bench, Optional.empty(), LoginBench.PASSWORD));
            assertThat(bench.current(MARY)
                            .credentials()
                            .passwordHash()
                            .orElseThrow()
                            .encoded())
                    .startsWith("quick:");
            pauseStrangers(bench);
            assertThat(onDevice(bench, mark, LoginBench.PASSWORD).isAccepted()).isTrue();
        }
    }

    @Test
    void marksAndSourcesExpire() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            Duration life = LoginBench.standardPolicy().recognitionLife();
            Optional<DeviceMark> mark = mark(onDevice(bench, Optional.empty(), LoginBench.PASSWORD));
            fromSource(bench, "192.0.2.1", LoginBench.PASSWORD);
            bench.clock.move(life.minusSeconds(1));
            pauseStrangers(bench);
            assertThat(onDevice(bench, mark, LoginBench.WRONG))
                    .isEqualTo(new LogInResult.Refused(RefusalReason.WRONG_CREDENTIAL, Optional.empty()));
            bench.clock.move(Duration.ofSeconds(1));
            pauseStrangers(bench);
            assertThat(isPaused(onDevice(bench, mark, LoginBench.PASSWORD))).isTrue();
            assertThat(isPaused(fromSource(bench, "192.0.2.1", LoginBench.PASSWORD)))
                    .isTrue();
        }
    }

    @Test
    void eachKnownDeviceAndSourceHasItsOwnCountAndLearnsTheExactEnd() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            Optional<DeviceMark> phone = mark(onDevice(bench, Optional.empty(), LoginBench.PASSWORD));
            Optional<DeviceMark> tablet = mark(onDevice(bench, Optional.empty(), LoginBench.PASSWORD));
            fromSource(bench, "192.0.2.1", LoginBench.PASSWORD);
            IntStream.range(0, FREE).forEach(guess -> onDevice(bench, phone, LoginBench.WRONG));
            assertThat(((LogInResult.Refused) onDevice(bench, phone, LoginBench.PASSWORD)).retryAt())
                    .contains(bench.now().plus(AttemptPolicy.PER_USER.firstPause()));
            assertThat(onDevice(bench, tablet, LoginBench.PASSWORD).isAccepted())
                    .isTrue();
            assertThat(fromSource(bench, "192.0.2.1", LoginBench.PASSWORD).isAccepted())
                    .isTrue();
            assertThat(bench.withPassword("mary", LoginBench.PASSWORD).isAccepted())
                    .isTrue();
            bench.clock.move(AttemptPolicy.PER_USER.firstPause());
            assertThat(onDevice(bench, phone, LoginBench.PASSWORD).isAccepted()).isTrue();
        }
    }

    @Test
    void strangersLearnTheEndOfAPauseToFiveMinutesOnly() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            for (int guess = 0; guess < 60; guess++) {
                bench.clock.move(Duration.ofSeconds(7));
                for (String login : new String[] {"mary", "nobody"}) {
                    LogInResult result = bench.withPassword(login, LoginBench.WRONG);
                    Optional<Instant> retryAt = ((LogInResult.Refused) result).retryAt();
                    retryAt.ifPresent(end -> {
                        assertThat(end.getNano()).isZero();
                        assertThat(end.getEpochSecond() % 300).isZero();
                        assertThat(end).isAfter(bench.now());
                    });
                    assertThat(retryAt.isPresent()).isEqualTo(isPaused(result));
                }
            }
        }
    }

    @Test
    void onlyALoginByPasswordIsMarkedAndOnlyWhenTheHostAsks() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            TokenValue token = bench.token(MARY, "web", TokenValidity.unlimited());
            try (Password plain = token.asPassword()) {
                assertThat(mark(bench.logIn(LogInRequest.withToken(plain).onDevice(Optional.empty()))))
                        .isEmpty();
            }
            assertThat(mark(bench.withPassword("mary", LoginBench.PASSWORD))).isEmpty();
            assertThat(mark(onDevice(bench, Optional.empty(), LoginBench.PASSWORD)))
                    .isPresent();
        }
    }

    @Test
    void aDeviceIsKnownOnlyAfterBothFactorsAndThenForBoth() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            LoginBench.Device device = bench.secondFactor(MARY);
            assertThat(fromSource(bench, "192.0.2.1", LoginBench.PASSWORD)).isInstanceOf(LogInResult.CodeNeeded.class);
            LoginTicket ticket =
                    ((LogInResult.CodeNeeded) onDevice(bench, Optional.empty(), LoginBench.PASSWORD)).ticket();
            Optional<DeviceMark> mark = mark(bench.logIn(
                    LogInRequest.withCode(ticket, device.authenticator().codeAt(bench.now()))
                            .onDevice(Optional.empty())));
            pauseStrangers(bench);
            assertThat(isPaused(fromSource(bench, "192.0.2.1", LoginBench.PASSWORD)))
                    .isTrue();
            LogInResult first = onDevice(bench, mark, LoginBench.PASSWORD);
            bench.clock.move(Duration.ofSeconds(60));
            pauseStrangers(bench);
            assertThat(bench.logIn(LogInRequest.withCode(
                                            ((LogInResult.CodeNeeded) first).ticket(),
                                            device.authenticator().codeAt(bench.now()))
                                    .onDevice(mark))
                            .isAccepted())
                    .isTrue();
        }
    }

    private static final String FRESH = "a new and long one";

    private interface Runner {
        void run(LoginBench bench);
    }

    private static Password fresh() {
        return Password.of(FRESH);
    }

    private static void pauseStrangers(LoginBench bench) {
        for (int guess = 0; guess < 100 && !isPaused(bench.withPassword("mary", LoginBench.WRONG)); guess++) {
            assertThat(guess).isLessThanOrEqualTo(FREE);
        }
    }

    private static PasswordChangeResult changePassword(LoginBench bench, String old) {
        try (Password oldPassword = Password.of(old);
                Password fresh = fresh()) {
            return bench.host().passwords().change(Actor.host(), MARY, oldPassword, fresh, TokensAfterwards.KEPT);
        }
    }

    private static void resetPassword(LoginBench bench) {
        try (Password fresh = fresh()) {
            bench.host().passwords().reset(Actor.host(), MARY, fresh, TokensAfterwards.KEPT);
        }
    }

    private static LogInResult onDevice(LoginBench bench, Optional<DeviceMark> mark, String password) {
        return login(bench, "mary", password, mark);
    }

    private static LogInResult login(LoginBench bench, String login, String password, Optional<DeviceMark> mark) {
        try (Password plain = Password.of(password)) {
            return bench.logIn(LogInRequest.withPassword(login, plain).onDevice(mark));
        }
    }

    private static LogInResult fromSource(LoginBench bench, String source, String password) {
        try (Password plain = Password.of(password)) {
            return bench.logIn(LogInRequest.withPassword("mary", plain).from(source));
        }
    }

    private static Optional<DeviceMark> mark(LogInResult result) {
        assertThat(result).isInstanceOf(LogInResult.Accepted.class);
        return ((LogInResult.Accepted) result).mark();
    }

    private static boolean isPaused(LogInResult result) {
        return LoginBench.outsideReason(result)
                .filter(RefusalReason.PAUSED::equals)
                .isPresent();
    }
}
