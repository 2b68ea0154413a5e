package io.keyholder.verification.login;

import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.login.LoginPolicy.LegacyTokens;
import io.keyholder.application.login.LoginPolicy.PasswordForm;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.domain.login.AttemptPolicy;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.verification.store.BesideIcure;
import io.keyholder.verification.store.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/**
 * One account over any sequence of what can happen to it, on two hosts over one store, against an oracle: no credential
 * works that should not, and none fails that should work.
 */
class AccountModelProperties {
    private static final int MAX_PICK = 10_000;
    private static final int MAX_STEPS = 60;

    /** Outcomes that a run must reach to mean anything. */
    private static final List<String> INTERESTING = List.of(
            "accepted by PASSWORD",
            "accepted by TWO_FACTORS",
            "accepted by SHORT_LIVED_TOKEN",
            "accepted by LONG_LIVED_TOKEN",
            "code needed",
            AccountTrial.CLEAR_TOKEN_ACCEPTED,
            Outcome.REDEEMED,
            "confirmed",
            "changed",
            "refused: PAUSED",
            "refused: WRONG_CREDENTIAL",
            "refused: SECOND_FACTOR_UNUSABLE",
            "refused: PASSWORD_CHANGE_REQUIRED",
            "refused: PROOF_TOO_WEAK",
            "refused: DISABLED",
            "refused: EXPIRED");

    @Property(edgeCases = EdgeCasesMode.NONE)
    void noSequenceSurprisesOverMaps(
            @ForAll("scripts") List<Step> script, @ForAll("policies") LoginPolicy policy, @ForAll Beginning beginning) {
        play(TestStore.MAP, policy, beginning, script);
    }

    /** So many that the rarest outcome is expected a dozen times: the law means nothing where it was never tried. */
    @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
    void everyOutcomeIsReached(
            @ForAll("scripts") List<Step> script, @ForAll("policies") LoginPolicy policy, @ForAll Beginning beginning) {
        play(TestStore.MAP, policy, beginning, script);
        Statistics.coverage(coverage ->
                INTERESTING.forEach(outcome -> coverage.check(outcome).count(times -> times > 0)));
    }

    @Property(tries = 12, edgeCases = EdgeCasesMode.NONE)
    void noSequenceSurprisesOverH2(
            @ForAll("scripts") List<Step> script, @ForAll("policies") LoginPolicy policy, @ForAll Beginning beginning) {
        play(TestStore.H2, policy, beginning, script);
    }

    @Property(tries = 6, edgeCases = EdgeCasesMode.NONE)
    void noSequenceSurprisesOverCouchDb(
            @ForAll("scripts") List<Step> script, @ForAll("policies") LoginPolicy policy, @ForAll Beginning beginning) {
        play(TestStore.COUCHDB, policy, beginning, script);
    }

    /** iCure servers, of one generation or of several, take turns in saving each user right after it was written. */
    @Property(tries = 8, edgeCases = EdgeCasesMode.NONE)
    void noSequenceSurprisesBesideIcure(
            @ForAll("scripts") List<Step> script,
            @ForAll("policies") LoginPolicy policy,
            @ForAll Beginning beginning,
            @ForAll @Size(min = 1, max = 4) List<IcureGeneration> generations) {
        play(BesideIcure.newSandbox(generations), policy, beginning, script);
    }

    /** What the account has before the script begins. */
    enum Beginning {
        WITH_PASSWORD_ONLY,
        WITH_SECOND_FACTOR
    }

    /**
     * One thing that happens.
     *
     * @param command what
     * @param host on which host
     * @param pick which alternative of it
     */
    record Step(Command command, int host, int pick) {}

    /** What can happen to an account; what happens more often to real ones is listed with more weight. */
    enum Command {
        LOG_IN_WITH_PASSWORD(8, AccountTrial::logInWithPassword),
        LOG_IN_WITH_RIGHT_PASSWORD(10, AccountTrial::logInWithRightPassword),
        LOG_IN_WITH_PASSWORD_AND_CODE(16, AccountTrial::logInWithPasswordAndCode),
        LOG_IN_WITH_BAR(4, AccountTrial::logInWithBar),
        LOG_IN_WITH_A_TOKEN_FOR_A_PASSWORD(4, AccountTrial::logInWithATokenForAPassword),
        LOG_IN_AS_NOBODY(2, AccountTrial::logInAsNobody),
        REDEEM_TICKET(12, AccountTrial::redeemTicket),
        LOG_IN_WITH_TOKEN(8, AccountTrial::logInWithToken),
        LOG_IN_WITH_TOKEN_OF_USER(8, AccountTrial::logInWithTokenOfUser),
        CREATE_TOKEN(4, AccountTrial::createToken),
        CREATE_SHORT_CODE(4, AccountTrial::createShortCode),
        LOG_IN_WITH_CLEAR_TOKEN(4, AccountTrial::presentClearToken),
        INVITE(3, AccountTrial::invite),
        REDEEM_INVITATION(10, AccountTrial::redeemInvitation),
        REDEEM_TOKEN(1, AccountTrial::redeemToken),
        LOG_IN_WITH_INVITATION(2, AccountTrial::presentInvitationElsewhere),
        LIST_TOKENS(2, (trial, pick) -> trial.listTokens()),
        REVOKE_TOKEN(1, AccountTrial::revokeToken),
        REMOVE_EXPIRED_TOKENS(1, (trial, pick) -> trial.removeExpiredTokens()),
        CHANGE_PASSWORD(3, AccountTrial::changePassword),
        RESET_PASSWORD(1, AccountTrial::resetPassword),
        DEMAND_PASSWORD_CHANGE(1, (trial, pick) -> trial.demandPasswordChange()),
        ENROL(4, (trial, pick) -> trial.enrol()),
        CONFIRM(8, AccountTrial::confirm),
        RENEW_RECOVERY_CODES(1, (trial, pick) -> trial.renewRecoveryCodes()),
        REMOVE_SECOND_FACTOR(1, (trial, pick) -> trial.removeSecondFactor()),
        STRIP_SECOND_FACTOR(1, (trial, pick) -> trial.stripSecondFactor()),
        SPOIL_SECOND_FACTOR(1, (trial, pick) -> trial.spoilSecondFactor()),
        SET_STATUS(3, AccountTrial::setStatus),
        SET_EXPIRATION(2, AccountTrial::setExpiration),
        DELETE(1, (trial, pick) -> trial.delete()),
        UNDELETE(4, (trial, pick) -> trial.undelete()),
        MOVE_CLOCK(16, AccountTrial::moveClock),
        WAIT_OUT_PAUSES(8, (trial, pick) -> trial.waitOutPauses()),
        RESTART(1, (trial, pick) -> trial.restart()),
        SWEEP(1, (trial, pick) -> trial.sweep());

        private final int weight;

        @SuppressWarnings("ImmutableEnumChecker") // every action is a method reference, which holds nothing
        private final BiConsumer<AccountTrial, Integer> action;

        Command(int weight, BiConsumer<AccountTrial, Integer> action) {
            this.weight = weight;
            this.action = action;
        }
    }

    @Provide
    Arbitrary<List<Step>> scripts() {
        Arbitrary<Command> commands = Arbitraries.frequencyOf(List.of(Command.values()).stream()
                .map(command -> Tuple.of(command.weight, Arbitraries.just(command)))
                .toList());
        return Combinators.combine(
                        commands,
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers()
                                .between(0, MAX_PICK)
                                .withDistribution(RandomDistribution.uniform())
                                .withoutEdgeCases())
                .as(Step::new)
                .list()
                .ofMaxSize(MAX_STEPS)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static void play(TestStore store, LoginPolicy policy, Beginning beginning, List<Step> script) {
        play(store.newSandbox(), policy, beginning, script);
    }

    private static void play(StorageSandbox store, LoginPolicy policy, Beginning beginning, List<Step> script) {
        try (AccountTrial trial = new AccountTrial(store, policy, Statistics::collect)) {
            if (beginning == Beginning.WITH_SECOND_FACTOR) {
                trial.turnOnSecondFactor();
            }
            for (Step step : script) {
                trial.turnTo(step.host());
                step.command().action.accept(trial, step.pick());
            }
            trial.assertCanBeSetRight();
        }
    }

    @Provide
    Arbitrary<LoginPolicy> policies() {
        return Combinators.combine(Arbitraries.of(PasswordForm.class), Arbitraries.of(LegacyTokens.class))
                .as(AccountModelProperties::policy);
    }

    private static LoginPolicy policy(PasswordForm form, LegacyTokens legacyTokens) {
        return LoginBench.standardPolicy()
                .withPasswordForm(form)
                .withLegacyTokens(legacyTokens)
                .withPerUser(new AttemptPolicy(3, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofHours(1)))
                .withPerSource(new AttemptPolicy(6, Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofHours(2)));
    }
}
