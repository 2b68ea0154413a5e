package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.internal.login.InvitationRedemption;
import io.keyholder.application.internal.wiring.LoginUseCases;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.login.LoginTicket;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.application.token.TokenSummary;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.sample.Authenticator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One account, treated by the library and by the oracle alike, with everything that was ever handed out for it:
 * credentials are presented long after they stopped working, too. Each method picks among what there is by a number.
 */
final class AccountTrial implements AutoCloseable {
    /** What is reported, beside the outcome, when a token that was kept in clear let in. */
    static final String CLEAR_TOKEN_ACCEPTED = "accepted by a token kept in clear";

    private static final UserId MARY = new UserId("mary");
    private static final String SOURCE = "192.0.2.1";
    private static final List<ProofStrength> WANTED = List.of(
            ProofStrength.LONG_LIVED_TOKEN,
            ProofStrength.LONG_LIVED_TOKEN,
            ProofStrength.LONG_LIVED_TOKEN,
            ProofStrength.PASSWORD,
            ProofStrength.TWO_FACTORS);
    private static final List<UserStatus> STATUSES = List.of(UserStatus.values());
    private static final List<Optional<Duration>> LIVES = List.of(
            Optional.of(Duration.ofSeconds(60)),
            Optional.of(Duration.ofMinutes(10)),
            Optional.of(Duration.ofHours(1)),
            Optional.empty());

    private static final Map<String, String> CLEAR_TOKENS =
            Map.of("archive", "5e0c4f0a-8d0e-4c67-9a39-6b1f0c2d7e55", "handheld", "pda 4711");
    private static final List<String> CLEAR_VALUES =
            CLEAR_TOKENS.values().stream().sorted().toList();

    private final Consumer<String> outcomes;
    private final LoginBench bench;
    private final AccountOracle oracle;
    private final List<String> passwords = new ArrayList<>(List.of(LoginBench.PASSWORD, LoginBench.WRONG, ""));
    private final List<Authenticator> authenticators = new ArrayList<>();
    private final List<String> recoveryCodes = new ArrayList<>();
    private final List<LoginTicket> tickets = new ArrayList<>();
    private final List<String> tokenNames = new ArrayList<>();
    private final List<String> tokenValues = new ArrayList<>();
    private final List<String> shortCodes = new ArrayList<>(List.of("000000x"));
    private final List<String> invitationNames = new ArrayList<>();
    private final List<String> invitationSecrets = new ArrayList<>();
    private int host;

    /** A trial that reports each outcome on which library and oracle agreed. */
    AccountTrial(StorageSandbox store, LoginPolicy policy, Consumer<String> outcomes) {
        this.outcomes = outcomes;
        bench = LoginBench.over(store, policy);
        oracle = new AccountOracle(policy, bench::now, LoginBench.PASSWORD);
        oracle.clearTokens.putAll(CLEAR_TOKENS);
        bench.stored(bench.unsaved("mary").withTokens(clearTokens()));
    }

    /** Lets the next commands go to this host. */
    void turnTo(int number) {
        host = number;
    }

    void logInWithPassword(int pick) {
        logIn(pickOf(passwords, pick), Optional.empty(), pick);
    }

    void logInWithRightPassword(int pick) {
        logIn(oracle.password, Optional.empty(), pick);
    }

    void logInWithPasswordAndCode(int pick) {
        logIn(pick % 4 == 0 ? pickOf(passwords, pick / 4) : oracle.password, Optional.of(code(pick)), pick);
    }

    void logInWithBar(int pick) {
        logIn(oracle.password + "|" + code(pick), Optional.empty(), pick);
    }

    void logInWithATokenForAPassword(int pick) {
        List<String> values = pick % 2 == 0 ? tokenValues : shortCodes;
        if (!values.isEmpty()) {
            logIn(pickOf(values, pick / 2), Optional.empty(), pick);
        }
    }

    void logInAsNobody(int pick) {
        boolean fromSource = pick % 2 == 0;
        String expected = oracle.logInAsNobody(fromSource);
        agree(Outcome.of(present("nobody", LoginBench.WRONG, Optional.empty(), 0, fromSource)), expected);
    }

    void redeemTicket(int pick) {
        if (!tickets.isEmpty()) {
            LoginTicket ticket = tickets.get(Math.max(0, tickets.size() - 1 - pick % 3));
            String code = code(pick);
            String expected = oracle.logInWithTicket(ticket, code);
            agree(Outcome.of(bench.withTicket(host, ticket, code)), expected);
        }
    }

    void logInWithToken(int pick) {
        if (!tokenNames.isEmpty()) {
            int index = pick % tokenNames.size();
            boolean tampered = pick % 11 == 0;
            String value = tokenValues.get(index);
            String expected = oracle.logInWithToken(tokenNames.get(index), tampered, wanted(pick));
            try (Password plain = Password.of(tampered ? tamperedWith(value) : value)) {
                LogInRequest request = LogInRequest.withToken(plain).atLeast(wanted(pick));
                agree(Outcome.of(gateLogIn(request)), expected);
            }
        }
    }

    void logInWithTokenOfUser(int pick) {
        List<String> values = pick % 3 == 0 && !tokenValues.isEmpty() ? tokenValues : shortCodes;
        String value = pickOf(values, pick / 3);
        String expected = oracle.presentTokenOfUser(value, wanted(pick));
        agree(Outcome.of(presentTokenOfUser(value, pick)), expected);
    }

    void createToken(int pick) {
        String name = "token " + tokenNames.size();
        Optional<Duration> life = pickOf(LIVES, pick);
        TokenCreation created =
                host().tokens().create(Actor.host(), MARY, name, validity(life), TokenScope.unrestricted());
        String value = ((TokenCreation.Created) created).value().reveal();
        tokenNames.add(name);
        tokenValues.add(value);
        oracle.tokens.put(name, new AccountOracle.Token(value, bench.now(), life, false));
    }

    void createShortCode(int pick) {
        String name = "code " + shortCodes.size();
        TokenCreation created = host().tokens()
                .createShortCode(
                        Actor.host(), MARY, name, 6 + pick % 5, TokenValidity.SHORT_LIVED, TokenScope.unrestricted());
        String code = ((TokenCreation.ShortCodeCreated) created).code();
        shortCodes.add(code);
        oracle.tokens.put(
                name, new AccountOracle.Token(code, bench.now(), Optional.of(TokenValidity.SHORT_LIVED), false));
    }

    void presentClearToken(int pick) {
        String value = pickOf(CLEAR_VALUES, pick);
        if (pick / 2 % 3 == 0) {
            logIn(value, Optional.empty(), pick);
            return;
        }
        String expected = oracle.presentTokenOfUser(value, wanted(pick));
        agree(Outcome.of(presentTokenOfUser(value, pick)), expected);
        if (expected.startsWith("accepted")) {
            outcomes.accept(CLEAR_TOKEN_ACCEPTED);
        }
    }

    void invite(int pick) {
        String number = String.valueOf(invitationNames.size());
        Optional<Duration> life = pickOf(LIVES, pick);
        String secret = bench.invitation(MARY, number, validity(life)).reveal();
        String name = InvitationRedemption.TOKEN_PREFIX + number;
        invitationNames.add(name);
        invitationSecrets.add(secret);
        oracle.invited(name, new AccountOracle.Token(secret, bench.now(), life, false));
    }

    void redeemInvitation(int pick) {
        if (!invitationNames.isEmpty()) {
            int index = Math.max(0, invitationNames.size() - 1 - pick % 4 / 3);
            String fresh = freshPassword();
            String expected = oracle.redeem(invitationNames.get(index), fresh);
            agree(Outcome.of(bench.redeem(host, invitationSecrets.get(index), fresh)), expected);
        }
    }

    void redeemToken(int pick) {
        if (!tokenNames.isEmpty()) {
            int index = pick % tokenNames.size();
            String fresh = freshPassword();
            String expected = oracle.redeem(tokenNames.get(index), fresh);
            agree(Outcome.of(bench.redeem(host, tokenValues.get(index), fresh)), expected);
        }
    }

    void presentInvitationElsewhere(int pick) {
        if (invitationNames.isEmpty()) {
            return;
        }
        String secret = pickOf(invitationSecrets, pick / 3);
        if (pick % 3 == 0) {
            logIn(secret, Optional.empty(), pick);
        } else if (pick % 3 == 1) {
            String expected = oracle.presentTokenOfUser(secret, wanted(pick));
            agree(Outcome.of(presentTokenOfUser(secret, pick)), expected);
        } else {
            try (Password plain = Password.of(secret)) {
                agree(
                        Outcome.of(gateLogIn(LogInRequest.withToken(plain))),
                        Outcome.refused(RefusalReason.WRONG_CREDENTIAL));
            }
        }
    }

    void listTokens() {
        List<TokenSummary> listed = host().tokens().list(Actor.host(), MARY).orElseThrow();
        assertThat(listed).extracting(TokenSummary::name).containsExactlyInAnyOrderElementsOf(oracle.tokens.keySet());
        for (TokenSummary token : listed) {
            assertThat(token.token().revoked().isPresent())
                    .isEqualTo(oracle.tokens.get(token.name()).revoked());
            assertThat(oracle.mayHaveBeenUsedLast(token.name(), token.lastUse()))
                    .as("%s used last at %s", token.name(), token.lastUse())
                    .isTrue();
        }
        assertThat(bench.current(MARY).tokens().application().keySet()).isEqualTo(oracle.clearTokens.keySet());
    }

    void revokeToken(int pick) {
        List<String> names = List.copyOf(oracle.tokens.keySet());
        if (!names.isEmpty()) {
            String name = pickOf(names, pick);
            assertThat(host().tokens().revoke(Actor.host(), MARY, name).orElseThrow())
                    .isTrue();
            oracle.tokens.computeIfPresent(
                    name, (same, token) -> new AccountOracle.Token(token.value(), token.created(), token.life(), true));
        }
    }

    void removeExpiredTokens() {
        List<String> over = oracle.tokens.entrySet().stream()
                .filter(entry -> entry.getValue().isOver(bench.now()))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(host().tokens().removeExpired(Actor.host(), MARY).orElseThrow())
                .containsExactlyInAnyOrderElementsOf(over);
        over.forEach(oracle.tokens::remove);
    }

    void changePassword(int pick) {
        String old = pick % 3 == 0 ? pickOf(passwords, pick / 3) : oracle.password;
        String fresh = freshPassword();
        boolean revoke = pick % 2 == 0;
        String expected = oracle.changePassword(old, fresh, revoke);
        try (Password oldPassword = Password.of(old);
                Password freshPassword = Password.of(fresh)) {
            PasswordChangeResult result = host().passwords()
                    .change(
                            Actor.host(),
                            MARY,
                            oldPassword,
                            freshPassword,
                            revoke ? TokensAfterwards.REVOKED : TokensAfterwards.KEPT);
            agree(Outcome.of(result), expected);
        }
    }

    void resetPassword(int pick) {
        String fresh = freshPassword();
        boolean revoke = pick % 2 == 0;
        oracle.resetPassword(fresh, revoke);
        try (Password freshPassword = Password.of(fresh)) {
            assertThat(host().passwords()
                            .reset(
                                    Actor.host(),
                                    MARY,
                                    freshPassword,
                                    revoke ? TokensAfterwards.REVOKED : TokensAfterwards.KEPT))
                    .isInstanceOf(PasswordChangeResult.Changed.class);
        }
    }

    void demandPasswordChange() {
        assertThat(host().passwords().demandChange(Actor.host(), MARY).orElseThrow())
                .isTrue();
        oracle.demandChange();
    }

    void turnOnSecondFactor() {
        enrol();
        String code = authenticators.get(0).codeAt(bench.now());
        agree(oracle.confirm(code), "confirmed");
        noteRecoveryCodes(host().secondFactors().confirm(Actor.host(), MARY, code));
    }

    void enrol() {
        boolean may = oracle.mayEnrol();
        SecondFactorResult result = host().secondFactors().enrol(Actor.host(), MARY, "Practice");
        assertThat(result instanceof SecondFactorResult.Enrolled).isEqualTo(may);
        if (result instanceof SecondFactorResult.Enrolled enrolled) {
            Authenticator fresh = Authenticator.with(enrolled.secret());
            authenticators.add(fresh);
            oracle.enrolled(fresh);
        }
    }

    void confirm(int pick) {
        String code = code(pick);
        String expected = oracle.confirm(code);
        SecondFactorResult result = host().secondFactors().confirm(Actor.host(), MARY, code);
        agree(Outcome.of(result), expected);
        noteRecoveryCodes(result);
    }

    void renewRecoveryCodes() {
        SecondFactorResult result = host().secondFactors().renewRecoveryCodes(Actor.host(), MARY);
        agree(Outcome.of(result), oracle.factor == AccountOracle.Factor.ON ? "confirmed" : "not enrolled");
        noteRecoveryCodes(result);
    }

    void removeSecondFactor() {
        assertThat(host().secondFactors().remove(Actor.host(), MARY)).isInstanceOf(SecondFactorResult.Removed.class);
        oracle.removeFactor();
    }

    void stripSecondFactor() {
        setFactor(SecondFactor.off());
        oracle.factor = AccountOracle.Factor.OFF;
    }

    void spoilSecondFactor() {
        setFactor(new SecondFactor.Unusable());
        oracle.factor = AccountOracle.Factor.UNUSABLE;
    }

    void setStatus(int pick) {
        oracle.status = pick % 2 == 0 ? UserStatus.ACTIVE : pickOf(STATUSES, pick / 2);
        live(life -> life.withStatus(oracle.status));
    }

    void setExpiration(int pick) {
        oracle.end = pick % 2 == 0 ? Optional.empty() : Optional.of(bench.now().plusSeconds(pick));
        live(life -> life.withExpiration(oracle.end));
    }

    void delete() {
        oracle.deleted = true;
        live(life -> life.deletedAt(bench.now()));
    }

    void undelete() {
        oracle.deleted = false;
        live(Lifecycle::undeleted);
    }

    void moveClock(int pick) {
        int[] seconds = {1, 2, 15, 30, 30, 31, 60, 300, 899, 900, 3_600, 86_400, -1, -30, -61, -600};
        bench.clock.move(Duration.ofSeconds(seconds[pick % seconds.length]));
    }

    void waitOutPauses() {
        bench.clock.move(Duration.ofMinutes(15));
    }

    void restart() {
        bench.restart();
    }

    void sweep() {
        bench.store().loginStates().removeIdleSince(bench.now());
        oracle.sweep();
    }

    /** Once the dust has settled, a right login works, whatever happened before. */
    void assertCanBeSetRight() {
        listTokens();
        Instant calm = bench.now().plus(Duration.ofDays(2));
        undelete();
        oracle.status = UserStatus.ACTIVE;
        oracle.end = Optional.empty();
        live(life -> life.withStatus(UserStatus.ACTIVE).withExpiration(Optional.empty()));
        removeSecondFactor();
        resetPassword(0);
        bench.clock.moveTo(calm);
        assertThat(bench.withPassword(host, "mary", oracle.password).isAccepted())
                .isTrue();
    }

    @Override
    public void close() {
        bench.close();
    }

    private void logIn(String password, Optional<String> code, int pick) {
        boolean fromSource = pick % 5 == 0;
        String expected = oracle.logInWithPassword(password, code, wanted(pick), fromSource);
        LogInResult result = present("mary", password, code, pick, fromSource);
        agree(Outcome.of(result), expected);
        if (result instanceof LogInResult.CodeNeeded needed) {
            tickets.add(needed.ticket());
            oracle.ticketGiven(needed.ticket());
        }
    }

    private LogInResult present(String login, String password, Optional<String> code, int pick, boolean fromSource) {
        try (Password plain = Password.of(password)) {
            LogInRequest request = code.map(typed -> LogInRequest.withPasswordAndCode(login, plain, typed))
                    .orElseGet(() -> LogInRequest.withPassword(login, plain))
                    .atLeast(wanted(pick));
            return gateLogIn(fromSource ? request.from(SOURCE) : request);
        }
    }

    private LogInResult presentTokenOfUser(String value, int pick) {
        try (Password plain = Password.of(value)) {
            return gateLogIn(LogInRequest.withTokenOfUser("mary", plain).atLeast(wanted(pick)));
        }
    }

    private LogInResult gateLogIn(LogInRequest request) {
        return host().gate().logIn(request);
    }

    /** Mostly a code of the latest authenticator, of a step near the current one; else a recovery code or nonsense. */
    private String code(int pick) {
        if (authenticators.isEmpty() || pick % 13 == 0) {
            return "no code";
        }
        if (pick % 3 == 0 && !recoveryCodes.isEmpty()) {
            return pickOf(recoveryCodes, pick / 3);
        }
        Authenticator authenticator =
                pick % 7 == 0 ? pickOf(authenticators, pick / 7) : authenticators.get(authenticators.size() - 1);
        return authenticator.codeOf(Authenticator.stepAt(bench.now()) + pick % 5 - 2);
    }

    private void noteRecoveryCodes(SecondFactorResult result) {
        if (result instanceof SecondFactorResult.Confirmed confirmed) {
            recoveryCodes.addAll(confirmed.recoveryCodes());
            oracle.recoveryCodesGiven(confirmed.recoveryCodes());
        }
    }

    private void setFactor(SecondFactor factor) {
        bench.edit(MARY, user -> user.withCredentials(user.credentials().withSecondFactor(factor)));
    }

    private void live(UnaryOperator<Lifecycle> change) {
        bench.edit(MARY, user -> user.withLifecycle(change));
    }

    private String freshPassword() {
        String fresh = String.format(Locale.ROOT, "the long password number %d", passwords.size());
        passwords.add(fresh);
        return fresh;
    }

    private void agree(String answered, String expected) {
        assertThat(answered).isEqualTo(expected);
        outcomes.accept(answered.replaceAll(" until .*", ""));
    }

    private LoginUseCases host() {
        return bench.host(host);
    }

    private static Tokens clearTokens() {
        return new Tokens(
                Map.of(),
                CLEAR_TOKENS.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> ApplicationToken.of(entry.getValue()))));
    }

    private static TokenValidity validity(Optional<Duration> life) {
        return life.map(length -> TokenValidity.seconds(length.toSeconds())).orElse(TokenValidity.unlimited());
    }

    private static ProofStrength wanted(int pick) {
        return pickOf(WANTED, pick / 2);
    }

    private static String tamperedWith(String token) {
        int middle = token.length() - 20;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        return token.substring(0, middle) + other + token.substring(middle + 1);
    }

    private static <T> T pickOf(List<T> choices, int pick) {
        return choices.get(pick % choices.size());
    }
}
