package io.keyholder.springboot;

import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.access.Limits;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.login.HashingLimit;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.domain.access.UserPolicy;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.Storage;
import io.keyholder.ports.audit.AuditTrail;
import io.keyholder.ports.observation.Observer;
import java.time.Clock;
import java.util.function.BiFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Opens one Keyholder by the properties that begin with {@code keyholder}, and closes it with the application. A bean
 * of the host takes the place of each bean here. The host's beans of the types {@link Clock}, {@link AuditTrail},
 * {@link RoleCatalogue}, {@link UserPolicy}, {@link PasswordRules}, {@link Limits}, {@link InvitationOptions} and
 * {@link Observer} become options.
 */
@AutoConfiguration
@EnableConfigurationProperties(KeyholderProperties.class)
@Import({StorageConfiguration.class, CryptoConfiguration.class, MailConfiguration.class})
public class KeyholderAutoConfiguration {
    /** Made by Spring Boot. */
    public KeyholderAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    LoginPolicy keyholderLoginPolicy(KeyholderProperties properties) {
        KeyholderProperties.Login login = properties.login();
        LoginPolicy standard = LoginPolicy.standard().withHashing(limit(properties.hashing()));
        LoginPolicy lasting = Settings.using(
                "keyholder.login.password-login-life",
                () -> standard.withPasswordLoginLife(login.passwordLoginLife()),
                "Set it to a duration such as 12h.");
        LoginPolicy known = Settings.using(
                "keyholder.login.recognition-life",
                () -> lasting.withRecognitionLife(login.recognitionLife()),
                "Set it to a duration such as 90d.");
        return Settings.using(
                "keyholder.login.ticket-life",
                () -> new LoginPolicy(
                        known.perUser(),
                        known.perSource(),
                        known.hashing(),
                        login.ticketLife(),
                        known.passwordForm(),
                        known.legacyTokens(),
                        known.recognitionLife(),
                        known.clockLeeway(),
                        known.passwordLoginLife()),
                "Set it to a duration such as 5m.");
    }

    @Bean
    @ConditionalOnMissingBean
    KeyholderOptions keyholderOptions(
            KeyholderProperties properties,
            LoginPolicy loginPolicy,
            ObjectProvider<Clock> clock,
            ObjectProvider<AuditTrail> trail,
            ObjectProvider<RoleCatalogue> roles,
            ObjectProvider<UserPolicy> policy,
            ObjectProvider<PasswordRules> rules,
            ObjectProvider<Limits> limits,
            ObjectProvider<InvitationOptions> invitations,
            ObjectProvider<Observer> observer) {
        KeyholderOptions options =
                KeyholderOptions.of(clock.getIfAvailable(Clock::systemUTC)).withLoginPolicy(loginPolicy);
        options = chosen(options, trail, KeyholderOptions::withAuditTrail);
        options = chosen(options, roles, KeyholderOptions::withRoles);
        options = chosen(options, policy, KeyholderOptions::withUserPolicy);
        options = chosen(options, rules, KeyholderOptions::withPasswordRules);
        options = chosen(options, limits, KeyholderOptions::withLimits);
        options = chosen(options, invitations, KeyholderOptions::withInvitations);
        options = chosen(options, observer, KeyholderOptions::withObserver);
        String name = properties.hostName();
        return name == null
                ? options
                : options.withHostName(Settings.required(
                        "keyholder.host-name", name, "Leave it out, or set it to the DNS name of this host."));
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(Storage.class)
    Keyholder keyholder(Storage storage, Crypto crypto, KeyholderOptions options) {
        return Keyholder.open(storage, crypto, options);
    }

    private static HashingLimit limit(KeyholderProperties.Hashing hashing) {
        HashingLimit standard = HashingLimit.ofThisMachine();
        Integer parallel = hashing.parallel();
        Integer waiting = hashing.waiting();
        HashingLimit wide = Settings.using(
                "keyholder.hashing.parallel",
                () -> new HashingLimit(
                        parallel == null ? standard.parallel() : parallel, standard.waiting(), standard.longestWait()),
                "Leave it out, which means the number of cores.");
        HashingLimit queued = Settings.using(
                "keyholder.hashing.waiting",
                () -> new HashingLimit(
                        wide.parallel(), waiting == null ? wide.waiting() : waiting, standard.longestWait()),
                "Leave it out, which means 32 for each core.");
        return Settings.using(
                "keyholder.hashing.longest-wait",
                () -> new HashingLimit(queued.parallel(), queued.waiting(), hashing.longestWait()),
                "Set it to a duration such as 10s.");
    }

    private static <T> KeyholderOptions chosen(
            KeyholderOptions options, ObjectProvider<T> bean, BiFunction<KeyholderOptions, T, KeyholderOptions> with) {
        T value = bean.getIfAvailable();
        return value == null ? options : with.apply(options, value);
    }
}
