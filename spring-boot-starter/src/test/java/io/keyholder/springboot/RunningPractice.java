package io.keyholder.springboot;

import io.keyholder.application.Keyholder;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.testkit.sample.MovableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** The host in a real Tomcat on a free port, with users in memory and a clock that the test moves. */
public final class RunningPractice implements AutoCloseable {
    public static final String PASSWORD = "correct horse battery";

    private final MovableClock clock = MovableClock.at(Instant.now());
    private final ServletWebServerApplicationContext context;

    private RunningPractice(List<Class<?>> sources, List<String> properties) {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "keyholder.store=memory",
                "keyholder.hashing.bcrypt-cost=4",
                "spring.autoconfigure.exclude=org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration",
                "spring.main.banner-mode=off",
                "logging.level.root=warn"));
        all.addAll(properties);
        context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .properties(all.toArray(String[]::new))
                .initializers(starting -> starting.getBeanFactory().registerSingleton("clock", clock))
                .registerShutdownHook(false)
                .run();
    }

    public static RunningPractice with(String... properties) {
        return of(List.of(), properties);
    }

    /** The host with more of its own beans. */
    public static RunningPractice of(List<Class<?>> more, String... properties) {
        return new RunningPractice(
                Stream.concat(Stream.<Class<?>>of(Practice.class), more.stream())
                        .toList(),
                Arrays.asList(properties));
    }

    /** Another host. */
    public static RunningPractice ofHost(Class<?> host, String... properties) {
        return new RunningPractice(List.of(host), Arrays.asList(properties));
    }

    public Browser browser() {
        return new Browser(port());
    }

    public int port() {
        return context.getWebServer().getPort();
    }

    public Keyholder keyholder() {
        return context.getBean(Keyholder.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The names of the beans of a type. */
    public List<String> names(Class<?> type) {
        return List.of(context.getBeanNamesForType(type));
    }

    public void later(Duration time) {
        clock.move(time);
    }

    public Clock clock() {
        return clock;
    }

    /** A new token of a user. */
    public String token(User user, String name, TokenValidity validity, TokenScope scope) {
        return keyholder()
                .tokens()
                .create(Actor.host(), user.id(), name, validity, scope)
                .orThrow()
                .value()
                .reveal();
    }

    /** A new user with {@link #PASSWORD}. */
    public User user(String login) {
        return user(login, wanted -> wanted);
    }

    public User user(String login, UnaryOperator<NewUser> shape) {
        try (Password password = Password.of(PASSWORD)) {
            return keyholder()
                    .users()
                    .create(
                            Actor.host(),
                            shape.apply(
                                    NewUser.of(LoginIdentifiers.login(login)).withPassword(password)))
                    .orThrow()
                    .user();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
