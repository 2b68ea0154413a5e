package io.keyholder.springboot.security;

import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.springboot.KeyholderAutoConfiguration;
import io.keyholder.springboot.message.KeyholderMessages;
import io.keyholder.springboot.security.authentication.Authorities;
import io.keyholder.springboot.security.authentication.KeyholderAuthenticationProvider;
import io.keyholder.springboot.security.authentication.LoginFailures;
import io.keyholder.springboot.security.permission.KeyholderPermissionEvaluator;
import io.keyholder.springboot.security.permission.PermissionAttributes;
import io.keyholder.springboot.security.web.KeyholderLogin;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.PermissionEvaluator;
import org.springframework.security.access.expression.method.DefaultMethodSecurityExpressionHandler;
import org.springframework.security.access.expression.method.MethodSecurityExpressionHandler;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Lets users of Keyholder in by Spring Security. A host that has no {@link SecurityFilterChain} of its own gets one
 * that asks every request for a login. A bean of the host takes the place of each bean here.
 */
@AutoConfiguration(
        after = KeyholderAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({SecurityFilterChain.class, HttpSecurity.class, SecurityFilterProperties.class})
@ConditionalOnBean(Keyholder.class)
@EnableConfigurationProperties(KeyholderSecurityProperties.class)
public class KeyholderSecurityAutoConfiguration {
    /** Made by Spring Boot. */
    public KeyholderSecurityAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    KeyholderMessages keyholderMessages(MessageSource host) {
        return KeyholderMessages.preferring(host);
    }

    @Bean
    @ConditionalOnMissingBean
    Authorities keyholderAuthorities(KeyholderOptions options, KeyholderSecurityProperties properties) {
        return new Authorities(options.roles(), properties.types(), options.clock());
    }

    @Bean
    @ConditionalOnMissingBean
    KeyholderAuthenticationProvider keyholderAuthenticationProvider(
            Keyholder keyholder, Authorities authorities, KeyholderMessages messages, KeyholderOptions options) {
        return new KeyholderAuthenticationProvider(
                keyholder, authorities, new LoginFailures(messages, options.clock()));
    }

    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    @ConditionalOnMissingBean
    KeyholderLogin keyholderLogin(
            Keyholder keyholder, Authorities authorities, KeyholderMessages messages, KeyholderOptions options) {
        return new KeyholderLogin(keyholder, authorities, messages, options.clock());
    }

    @Bean
    @ConditionalOnMissingBean
    static PermissionAttributes keyholderPermissionAttributes() {
        return PermissionAttributes.STANDARD;
    }

    @Bean
    @ConditionalOnMissingBean
    static PermissionEvaluator keyholderPermissionEvaluator(
            ObjectProvider<Keyholder> keyholder, PermissionAttributes attributes) {
        return new KeyholderPermissionEvaluator(keyholder, attributes);
    }

    @Bean
    @ConditionalOnMissingBean
    static MethodSecurityExpressionHandler keyholderMethodSecurity(PermissionEvaluator evaluator) {
        DefaultMethodSecurityExpressionHandler handler = new DefaultMethodSecurityExpressionHandler();
        handler.setPermissionEvaluator(evaluator);
        return handler;
    }

    @Bean
    @ConditionalOnMissingBean(UserDetailsService.class)
    @ConditionalOnBooleanProperty("keyholder.security.user-details-service")
    KeyholderUserDetailsService keyholderUserDetailsService(
            Keyholder keyholder, KeyholderOptions options, Authorities authorities) {
        return new KeyholderUserDetailsService(keyholder, options, authorities);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(SecurityFilterChain.class)
    static class OnlyForUsers {
        @Bean
        @Order(SecurityFilterProperties.BASIC_AUTH_ORDER)
        SecurityFilterChain keyholderSecurityFilterChain(HttpSecurity http, KeyholderLogin login) {
            http.with(login, Customizer.withDefaults());
            http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .anyRequest()
                    .authenticated());
            return http.build();
        }
    }
}
