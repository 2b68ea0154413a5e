package io.keyholder.verification.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.user.User;
import io.keyholder.testkit.arbitraries.DocumentArbitraries;
import io.keyholder.testkit.arbitraries.DocumentArbitraries.Generation;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Whatever one of the three generations of iCure wrote is read, and written back as it stood. */
class GenerationsProperties {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    /** A document, and who wrote it. */
    record Written(Generation generation, String document) {}

    @Property(tries = 500)
    void isReadAndWrittenBackAsItStood(@ForAll("written") Written written) throws JsonProcessingException {
        User user = UserDocuments.read(written.document());
        assertThat(tree(UserDocuments.write(user))).isEqualTo(tree(written.document()));
        Generation generation = written.generation();
        occurs(generation, "password", user.credentials().passwordHash().isPresent());
        occurs(generation, "deleted", user.isDeleted());
        occurs(generation, "properties", !user.properties().isEmpty());
        occurs(generation, "permissions", !user.authorization().permissions().isEmpty());
        occurs(
                generation,
                "delegations",
                !user.autoDelegations().delegatesByTag().isEmpty());
    }

    private static JsonNode tree(String json) throws JsonProcessingException {
        return MAPPER.readTree(json);
    }

    private static void occurs(Generation generation, String kind, boolean isThere) {
        String label = generation + " " + kind;
        Statistics.label(label).collect(isThere);
        Statistics.label(label).coverage(seen -> {
            seen.check(true).count(count -> count > 0);
            seen.check(false).count(count -> count > 0);
        });
    }

    @Provide
    Arbitrary<Written> written() {
        return Arbitraries.of(Generation.class)
                .flatMap(generation ->
                        DocumentArbitraries.documents(generation).map(document -> new Written(generation, document)));
    }
}
