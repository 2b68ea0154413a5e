package io.keyholder.springboot.metrics;

import io.keyholder.application.Keyholder;
import io.keyholder.springboot.KeyholderAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Shows whether the store replies, under the name {@code keyholder}. */
@AutoConfiguration(after = KeyholderAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(Keyholder.class)
@ConditionalOnEnabledHealthIndicator("keyholder")
public class KeyholderHealthAutoConfiguration {
    /** Made by Spring Boot. */
    public KeyholderHealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "keyholderHealthIndicator")
    KeyholderHealthIndicator keyholderHealthIndicator(Keyholder keyholder) {
        return new KeyholderHealthIndicator(keyholder);
    }
}
