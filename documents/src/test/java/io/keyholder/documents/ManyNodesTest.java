package io.keyholder.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.keyholder.documents.failure.DocumentException;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** SECURITY case 50: a document of many small values is refused before it takes the heap. */
class ManyNodesTest {
    private static final int LENGTH = 15_500_000;
    /** What a million values take, and room for the text: a third of a heap of 512 MB. */
    private static final long MOST_BYTES = 170_000_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final List<Consumer<byte[]>> READERS =
            List.of(UserDocuments::read, LoginStateDocuments::read, InvitationDocuments::read, PropertyContents::read);

    @Test
    void everyReaderRefusesThem() {
        for (String document : documents()) {
            byte[] utf8 = document.getBytes(StandardCharsets.US_ASCII);
            for (Consumer<byte[]> reader : READERS) {
                assertThatThrownBy(() -> reader.accept(utf8))
                        .isInstanceOf(DocumentException.class)
                        .hasMessageContaining("values and names");
            }
            assertThat(read(utf8)).allMatch(outcome -> !(outcome instanceof ReadOutcome.Read));
        }
    }

    /** What is kept while such a document is read never exceeds its bound. */
    @Test
    void whatIsReadBeforeTheRefusalIsBounded() {
        byte[] utf8 = documents().get(0).getBytes(StandardCharsets.US_ASCII);
        long before = allocated();
        assertThatThrownBy(() -> UserDocuments.read(utf8)).isInstanceOf(DocumentException.class);
        assertThat(allocated() - before).isLessThan(MOST_BYTES);
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static List<String> documents() {
        List<String> documents = new ArrayList<>();
        for (String value : List.of("{},", "[],", "{\"a\":{}},")) {
            String many = value.repeat(LENGTH / value.length());
            documents.add("{\"_id\":\"a\",\"properties\":[" + many.substring(0, many.length() - 1) + "]}");
        }
        StringBuilder members = new StringBuilder("{\"_id\":\"a\"");
        for (int number = 0; members.length() < LENGTH; number++) {
            members.append(",\"").append(number).append("\":0");
        }
        documents.add(members.append('}').toString());
        return documents;
    }

    private static List<ReadOutcome> read(byte[] utf8) {
        List<ReadOutcome> outcomes = new ArrayList<>();
        try (UserDocumentStream stream = UserDocumentStream.of(new ByteArrayInputStream(utf8))) {
            stream.forEachRemaining(outcomes::add);
            return outcomes;
        }
    }
}
