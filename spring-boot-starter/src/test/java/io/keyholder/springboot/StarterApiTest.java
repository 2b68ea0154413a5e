package io.keyholder.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.testserver.api.ApiText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The public API of the starter is what {@code docs/api} has, so that a change of it is seen in review.
 * {@code -Dapi.write=true} writes the file anew.
 */
class StarterApiTest {
    private static final Path REVIEWED = Path.of("..", "docs", "api", "io.keyholder.springboot.txt");

    @Test
    void isAsReviewed() throws IOException {
        String text = ApiText.of(Path.of("target", "classes"));
        if (Boolean.getBoolean("api.write")) {
            Files.writeString(REVIEWED, text);
        }
        assertThat(REVIEWED)
                .as("the reviewed API; to write it anew: see CONTRIBUTING.md")
                .exists()
                .content()
                .isEqualTo(text);
    }
}
