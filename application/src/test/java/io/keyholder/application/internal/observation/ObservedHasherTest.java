package io.keyholder.application.internal.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.keyholder.application.doubles.TransparentCrypto;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.observation.Observer;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObservedHasherTest {
    static Stream<Method> methods() {
        return Arrays.stream(PasswordHasher.class.getMethods());
    }

    /** A default method of the port that is not passed on would be answered for the hasher behind. */
    @ParameterizedTest
    @MethodSource("methods")
    void passesEveryMethodOn(Method method) {
        assertThatCode(() -> ObservedHasher.class.getDeclaredMethod(method.getName(), method.getParameterTypes()))
                .doesNotThrowAnyException();
    }

    @Test
    void isNotThereWithoutAnObserver() {
        PasswordHasher hasher = new TransparentCrypto().passwordHasher();
        assertThat(ObservedHasher.of(hasher, Observing.by(Observer.NONE))).isSameAs(hasher);
        assertThat(ObservedHasher.of(hasher, Observing.by(observation -> {}))).isInstanceOf(ObservedHasher.class);
    }
}
