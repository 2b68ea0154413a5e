package io.keyholder.ports.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObservationTest {
    static Stream<RecordComponent> components() {
        return Arrays.stream(Observation.class.getPermittedSubclasses())
                .flatMap(kind -> Arrays.stream(kind.getRecordComponents()));
    }

    /** So no observation can hold an identifier, an address or a secret, whatever kinds are added. */
    @ParameterizedTest
    @MethodSource("components")
    void consistsOfConstantsAndDurations(RecordComponent component) {
        assertThat(isConstant(component.getGenericType()) || component.getType() == Duration.class)
                .as(component.toString())
                .isTrue();
    }

    @Test
    void everyKindIsARecord() {
        assertThat(Observation.class.getPermittedSubclasses()).hasSize(4).allMatch(Class::isRecord);
    }

    private static boolean isConstant(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == Optional.class && isConstant(generic.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> plain && plain.isEnum();
    }
}
