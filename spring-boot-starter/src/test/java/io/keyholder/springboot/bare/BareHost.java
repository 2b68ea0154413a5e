package io.keyholder.springboot.bare;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A host that starts with whatever is on its class path. */
public final class BareHost implements Callable<List<String>> {
    public BareHost() {}

    /** The names of the beans of the starter. */
    @Override
    public List<String> call() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Everything.class)
                .properties("keyholder.store=memory", "spring.main.banner-mode=off", "logging.level.root=warn")
                .registerShutdownHook(false)
                .run()) {
            return Arrays.stream(context.getBeanDefinitionNames())
                    .filter(name -> name.startsWith("keyholder"))
                    .collect(Collectors.toList());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Everything {}
}
