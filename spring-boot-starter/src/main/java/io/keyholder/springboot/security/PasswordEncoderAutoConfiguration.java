package io.keyholder.springboot.security;

import io.keyholder.ports.Crypto;
import io.keyholder.springboot.KeyholderAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The hashes of Keyholder as a password encoder, for a host that asks for one. */
@AutoConfiguration(after = KeyholderAutoConfiguration.class)
@ConditionalOnClass(PasswordEncoder.class)
@ConditionalOnBooleanProperty("keyholder.security.password-encoder")
public class PasswordEncoderAutoConfiguration {
    /** Made by Spring Boot. */
    public PasswordEncoderAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(PasswordEncoder.class)
    HasherPasswordEncoder keyholderPasswordEncoder(Crypto crypto) {
        return new HasherPasswordEncoder(crypto.passwordHasher());
    }
}
