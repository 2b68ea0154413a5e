package io.keyholder.springboot.metrics;

import io.keyholder.application.Keyholder;
import io.keyholder.ports.Storage;
import io.keyholder.ports.observation.Observer;
import io.keyholder.springboot.KeyholderAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Times what Keyholder does in the registry of the application. */
@AutoConfiguration(
        before = KeyholderAutoConfiguration.class,
        afterName = {
            KeyholderMetricsAutoConfiguration.METRICS + "MetricsAutoConfiguration",
            KeyholderMetricsAutoConfiguration.METRICS + "CompositeMeterRegistryAutoConfiguration",
            KeyholderMetricsAutoConfiguration.METRICS + "export.simple.SimpleMetricsExportAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public class KeyholderMetricsAutoConfiguration {
    static final String METRICS = "org.springframework.boot.micrometer.metrics.autoconfigure.";

    /** Made by Spring Boot. */
    public KeyholderMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Observer keyholderObserver(MeterRegistry registry) {
        return new MicrometerObserver(registry);
    }

    @Bean
    @ConditionalOnMissingBean
    KeyholderGauges keyholderGauges(Keyholder keyholder, Storage storage) {
        return new KeyholderGauges(keyholder, storage);
    }
}
