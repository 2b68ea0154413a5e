package io.keyholder.domain.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class TextProperties {
    /** The JDK's encoder is the judge: it refuses what does not survive UTF-8. */
    @Property
    void isWellFormedExactlyWhenItCanBeEncoded(@ForAll("oftenHalved") String text) {
        boolean encodable = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        Statistics.label("encodable").collect(encodable).coverage(coverage -> {
            coverage.check(true).percentage(share -> share > 5);
            coverage.check(false).percentage(share -> share > 5);
        });
        assertThat(Text.isWellFormed(text)).isEqualTo(encodable);
    }

    @Provide
    Arbitrary<String> oftenHalved() {
        return Arbitraries.of(
                        "a", "é", "\uFFFF", "\uD7FF", "\uE000", "\uD83D\uDE00", "\uD800", "\uDBFF", "\uDC00", "\uDFFF")
                .list()
                .ofMaxSize(5)
                .map(parts -> String.join("", parts));
    }
}
