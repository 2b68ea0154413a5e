package io.keyholder.testkit.failing;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.ports.Storage;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every method of every port of a store can be made to fail, and none escapes by a new name. */
class StorageCallTest {
    @Test
    void everyMethodOfAPortIsACall() {
        assertThat(methodsOfPorts().filter(method -> StorageCall.of(method).isEmpty()))
                .extracting(Method::getName)
                .as("answers without the store")
                .containsExactly("guarantee");
    }

    @Test
    void everyCallIsAMethodOfAPort() {
        Set<StorageCall> unused = EnumSet.allOf(StorageCall.class);
        methodsOfPorts().forEach(method -> StorageCall.of(method).ifPresent(unused::remove));
        assertThat(unused).isEmpty();
    }

    private static Stream<Method> methodsOfPorts() {
        return Arrays.stream(Storage.class.getMethods())
                .map(Method::getReturnType)
                .filter(Class::isInterface)
                .flatMap(port -> Arrays.stream(port.getMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()));
    }
}
