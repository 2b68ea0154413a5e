package io.keyholder.documents;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keyholder.documents.failure.DocumentException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person who works with CouchDB has at hand is read: replies, request bodies, changes, packed files, UTF-16. */
class FilesOfCouchDbTest {
    private static final String ANN = "{\"_id\":\"ann\",\"_rev\":\"1-a\",\"login\":\"ann\",\"name\":\"Änn\"}";
    private static final String BOB = "{\"_id\":\"bob\",\"_rev\":\"1-b\",\"login\":\"bob\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"total_rows\":2,\"offset\":0,\"rows\":[\r\n{\"id\":\"ann\",\"key\":\"ann\",\"value\":{\"rev\":\"1-a\"},\"doc\":ANN},\r\n{\"id\":\"bob\",\"key\":\"bob\",\"value\":{\"rev\":\"1-b\"},\"doc\":BOB}\r\n]}\n",
                "{\"docs\":[ANN,BOB],\"bookmark\":\"nil\",\"warning\":\"No matching index found, create an index.\"}",
                "{\"docs\":[\nANN,\nBOB\n],\n\"bookmark\": \"nil\"}\n",
                "{\"new_edits\":false,\"docs\":[ANN,BOB]}",
                "{\"docs\":[ANN,BOB]}",
                "{\"results\":[\n{\"seq\":\"1-x\",\"id\":\"ann\",\"changes\":[{\"rev\":\"1-a\"}],\"doc\":ANN},\n{\"seq\":\"2-y\",\"id\":\"bob\",\"changes\":[{\"rev\":\"1-b\"}],\"doc\":BOB}\n],\n\"last_seq\":\"2-y\",\"pending\":0}\n",
                "{\"seq\":\"1-x\",\"id\":\"ann\",\"changes\":[],\"doc\":ANN}\n\n{\"seq\":\"2-y\",\"id\":\"bob\",\"changes\":[],\"doc\":BOB}\n",
                "ANN,\nBOB,\n",
                "ANN, \r\nBOB\r\n",
                "[ANN,BOB]",
                "ANN\nBOB"
            })
    void readsWhatCouchDbRepliesAndAccepts(String form) throws IOException {
        String file = form.replace("ANN", ANN).replace("BOB", BOB);
        for (byte[] bytes : List.of(
                file.getBytes(UTF_8),
                packed(file.getBytes(UTF_8)),
                ("\uFEFF" + file).getBytes(UTF_8),
                ("\uFEFF" + file).getBytes(UTF_16LE),
                ("\uFEFF" + file).getBytes(UTF_16BE),
                file.getBytes(UTF_16LE),
                packed(("\uFEFF" + file).getBytes(UTF_16LE)))) {
            assertThat(outcomes(bytes))
                    .hasSize(2)
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(ReadOutcome.Read.class));
            assertThat(((ReadOutcome.Read) outcomes(bytes).get(0)).user()).isEqualTo(UserDocuments.read(ANN));
        }
    }

    @Test
    void refusesRowsWithoutAUser() {
        String rows =
                "{\"rows\":[{\"id\":\"x\",\"key\":\"x\",\"value\":{\"rev\":\"2-a\",\"deleted\":true},\"doc\":null},{\"key\":\"y\",\"error\":\"not_found\"},{\"id\":\"z\",\"key\":\"z\",\"value\":1,\"doc\":{\"_id\":\"z\",\"_deleted\":true}},{\"id\":\"bob\",\"key\":\"bob\",\"value\":1,\"doc\":"
                        + BOB + "}]}";
        assertThat(outcomes(rows.getBytes(UTF_8)))
                .map(outcome -> outcome instanceof ReadOutcome.Read)
                .containsExactly(false, false, false, true);
    }

    @Test
    void keepsTheLinesOfAReply() {
        String reply = "{\"total_rows\":1,\n\"rows\":[\n{\"id\":\"bob\",\"key\":\"bob\",\"doc\":" + BOB + "}\n]}";
        assertThat(outcomes(reply.getBytes(UTF_8)).get(0).line()).isEqualTo(3);
    }

    @Test
    void readsHostileStreamsInLinearTime() {
        String unclosed = "{\"a\":\n".repeat(30_000);
        assertThat(outcomes(unclosed.getBytes(UTF_8))).isNotEmpty().allMatch(ReadOutcome.Refused.class::isInstance);
    }

    /** Five million empty objects would take hundreds of megabytes. */
    @Test
    void boundsTheValuesOfADocument() {
        String crowded = "{\"_id\":\"x\",\"login\":\"x\",\"a\":[" + "{},".repeat(1_000_000) + "{}]}";
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> UserDocuments.read(crowded))
                .withMessageContaining("more than 1000000 values");
    }

    private static List<ReadOutcome> outcomes(byte[] file) {
        List<ReadOutcome> outcomes = new ArrayList<>();
        try (UserDocumentStream stream = UserDocumentStream.of(new ByteArrayInputStream(file))) {
            stream.forEachRemaining(outcomes::add);
        }
        return outcomes;
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }
}
