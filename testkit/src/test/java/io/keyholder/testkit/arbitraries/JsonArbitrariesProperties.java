package io.keyholder.testkit.arbitraries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.keyholder.domain.document.PreservedJson;
import java.io.IOException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonArbitrariesProperties {
    private final JsonFactory strict = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @Property(tries = 2_000)
    void isOneValueWithoutDuplicateNames(@ForAll("json") String json) throws IOException {
        try (JsonParser parser = strict.createParser(json)) {
            assertThat(parser.nextToken()).isNotNull();
            parser.skipChildren();
            assertThat((Object) parser.nextToken()).isNull();
        }
    }

    @Property
    void quotesTextSoThatAParserReadsItBack(@ForAll("texts") String text) throws IOException {
        try (JsonParser parser = strict.createParser(JsonArbitraries.quoted(text))) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_STRING);
            assertThat(parser.getText()).isEqualTo(text);
        }
    }

    @Property(tries = 2_000)
    void namesNothingThatAReaderKnows(@ForAll("unknownMembers") PreservedJson unknown) {
        assertThat(unknown.jsonByName().keySet()).noneMatch(KnownMemberNames::contains);
        assertThat(unknown.absentNames()).isEmpty();
    }

    @Provide
    Arbitrary<String> json() {
        return JsonArbitraries.json();
    }

    @Provide
    Arbitrary<String> texts() {
        return TextArbitraries.anyText(100);
    }

    @Provide
    Arbitrary<PreservedJson> unknownMembers() {
        return UnknownMembersArbitraries.unknownMembers();
    }
}
