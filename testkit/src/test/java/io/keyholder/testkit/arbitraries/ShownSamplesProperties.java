package io.keyholder.testkit.arbitraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.testkit.internal.DomainArbitraryProvider;
import io.keyholder.testkit.internal.DomainSampleFormat;
import java.util.Collection;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Example;

/** Down to what it is made of, no value of the domain is left to its own silent {@code toString}. */
class ShownSamplesProperties {
    private final DomainSampleFormat format = new DomainSampleFormat();

    @Example
    void everyTypeWithAnArbitraryIsShownInAllItsParts() {
        for (Class<?> type : new DomainArbitraryProvider().types()) {
            Arbitraries.defaultFor(type).sampleStream().limit(10).forEach(this::assertShown);
        }
    }

    @Example
    void whatIsNotOfTheDomainIsLeftToOthers() {
        assertThat(format.appliesTo("text")).isFalse();
        assertThat(format.appliesTo(1)).isFalse();
        assertThat(format.appliesTo(Map.of())).isFalse();
        assertThat(format.appliesTo(format)).isFalse();
    }

    private void assertShown(Object value) {
        if (format.appliesTo(value)) {
            assertShown(format.report(value));
        } else if (value instanceof Collection<?> collection) {
            collection.forEach(this::assertShown);
        } else if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(this::assertShown);
            map.values().forEach(this::assertShown);
        } else {
            // What a host writes itself has no parts that could be shown.
            boolean isOfTheHost = value instanceof RoleCatalogue;
            assertThat(isOfTheHost
                            || value instanceof Enum<?>
                            || !value.getClass().getName().startsWith("io.keyholder."))
                    .as("%s is shown", value.getClass())
                    .isTrue();
        }
    }
}
