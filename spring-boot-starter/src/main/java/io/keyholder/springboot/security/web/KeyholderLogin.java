package io.keyholder.springboot.security.web;

import io.keyholder.application.Keyholder;
import io.keyholder.springboot.message.KeyholderMessages;
import io.keyholder.springboot.security.authentication.Authorities;
import io.keyholder.springboot.security.authentication.LoginFailures;
import java.time.Clock;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Logging in with Keyholder, for one chain of filters: {@code http.with(login, Customizer.withDefaults())}, before
 * anything else about logging in. It brings the form with a second step for a code and for a demanded password, bearer
 * tokens, logout, and the check of each running login. One for each chain; made by Spring.
 */
public final class KeyholderLogin extends AbstractHttpConfigurer<KeyholderLogin, HttpSecurity> {
    private final Keyholder keyholder;
    private final Authorities authorities;
    private final KeyholderMessages messages;
    private final LoginFailures failures;
    private final Clock clock;
    private LoginPages pages = LoginPages.OURS;
    private AuthenticationSuccessHandler success = new SavedRequestAwareAuthenticationSuccessHandler();

    /** For one chain of filters. */
    public KeyholderLogin(Keyholder keyholder, Authorities authorities, KeyholderMessages messages, Clock clock) {
        this.keyholder = keyholder;
        this.authorities = authorities;
        this.messages = messages;
        this.failures = new LoginFailures(messages, clock);
        this.clock = clock;
    }

    /** The host's own page for identifier and password, which posts {@code username} and {@code password} to itself. */
    public KeyholderLogin loginPage(String page) {
        pages = pages.withLoginPage(page);
        return this;
    }

    /** The host's own page for the code, which posts {@code code} to {@code /login/code}. */
    public KeyholderLogin codePage(String page) {
        pages = pages.withCodePage(page);
        return this;
    }

    /** The host's own page for a new password, which posts {@code old} and {@code fresh} to {@code /login/password}. */
    public KeyholderLogin passwordPage(String page) {
        pages = pages.withPasswordPage(page);
        return this;
    }

    /** What follows a login, instead of the page that was asked for before. */
    public KeyholderLogin successHandler(AuthenticationSuccessHandler handler) {
        success = handler;
        return this;
    }

    @Override
    public void init(HttpSecurity http) {
        LoginFailureHandler failureHandler = failureHandler();
        http.exceptionHandling(handling -> handling.defaultAccessDeniedHandlerFor(
                        new ReasonedDeniedHandler(messages), AnyRequestMatcher.INSTANCE)
                .defaultAuthenticationEntryPointFor(
                        new LoginEntryPoint(pages.loginPage(), messages), AnyRequestMatcher.INSTANCE));
        http.formLogin(form ->
                form.loginPage(pages.loginPage()).successHandler(success).failureHandler(failureHandler));
        http.logout(logout -> logout.addLogoutHandler(new TokenLogoutHandler(keyholder)));
        http.csrf(csrf -> csrf.ignoringRequestMatchers(BearerTokenFilter::isBearer));
    }

    @Override
    public void configure(HttpSecurity http) {
        AuthenticationManager manager = http.getSharedObject(AuthenticationManager.class);
        http.addFilterAfter(
                new RunningLoginFilter(new RunningLogins(keyholder, authorities)), SecurityContextHolderFilter.class);
        http.addFilterBefore(new BearerTokenFilter(manager), LogoutFilter.class);
        http.addFilterBefore(codeLogin(http, manager), UsernamePasswordAuthenticationFilter.class);
        http.addFilterBefore(
                new PasswordStepFilter(posted(LoginPages.PASSWORD_STEP), keyholder, messages, failures, pages),
                UsernamePasswordAuthenticationFilter.class);
        http.addFilterBefore(new StepPageFilter(pages.shown(), messages), UsernamePasswordAuthenticationFilter.class);
    }

    private LoginFailureHandler failureHandler() {
        return new LoginFailureHandler(pages, failures, keyholder, clock);
    }

    private CodeLoginFilter codeLogin(HttpSecurity http, AuthenticationManager manager) {
        CodeLoginFilter filter = new CodeLoginFilter(posted(LoginPages.CODE_STEP), failures, clock);
        filter.setAuthenticationManager(manager);
        filter.setAuthenticationFailureHandler(failureHandler());
        filter.setAuthenticationSuccessHandler(success);
        SessionAuthenticationStrategy sessions = http.getSharedObject(SessionAuthenticationStrategy.class);
        if (sessions != null) {
            filter.setSessionAuthenticationStrategy(sessions);
        }
        SecurityContextRepository contexts = http.getSharedObject(SecurityContextRepository.class);
        filter.setSecurityContextRepository(contexts != null ? contexts : ofSession());
        RequestCache requests = http.getSharedObject(RequestCache.class);
        if (requests != null && success instanceof SavedRequestAwareAuthenticationSuccessHandler saved) {
            saved.setRequestCache(requests);
        }
        return postProcess(filter);
    }

    private static SecurityContextRepository ofSession() {
        return new DelegatingSecurityContextRepository(
                new RequestAttributeSecurityContextRepository(), new HttpSessionSecurityContextRepository());
    }

    private static RequestMatcher posted(String path) {
        return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, path);
    }
}
