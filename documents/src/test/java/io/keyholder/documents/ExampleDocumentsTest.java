package io.keyholder.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExampleDocumentsTest {
    static List<String> examples() {
        return Examples.ALL;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void writesBackWhatItRead(String document) {
        assertThat(ReferenceJson.parse(UserDocuments.write(UserDocuments.read(document))))
                .isEqualTo(ReferenceJson.parse(document));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsTheSameUserFromWhatItWrote(String document) {
        assertThat(UserDocuments.read(UserDocuments.writeUtf8(UserDocuments.read(document))))
                .isEqualTo(UserDocuments.read(document));
    }
}
