package io.keyholder.documents.internal.stream;

import static io.keyholder.documents.Streams.document;
import static io.keyholder.documents.Streams.outcomes;
import static io.keyholder.documents.Streams.prettyDocument;
import static io.keyholder.documents.Streams.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keyholder.documents.Examples;
import io.keyholder.documents.ReadOutcome;
import io.keyholder.documents.RepeatedInput;
import io.keyholder.documents.Streams;
import io.keyholder.documents.UserDocumentStream;
import io.keyholder.documents.UserDocuments;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserDocumentStreamTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t\r\n ", "[]", "[\n]\n", "[][]", "\uFEFF", "\uFEFF\n"})
    void findsNoDocumentWhereThereIsNone(String text) {
        assertThat(outcomes(text)).isEmpty();
    }

    @Test
    void readsOneDocument() {
        assertThat(summary(document("a"))).containsExactly("read a");
        assertThat(summary(prettyDocument("a"))).containsExactly("read a");
        assertThat(summary("\uFEFF" + document("a") + "\r\n")).containsExactly("read a");
    }

    @Test
    void readsEveryExample() {
        for (String example : Examples.ALL) {
            assertThat(outcomes(example)).containsExactly(new ReadOutcome.Read(1, UserDocuments.read(example)));
        }
        assertThat(outcomes(String.join("\n", Examples.ALL)))
                .map(outcome -> ((ReadOutcome.Read) outcome).user())
                .containsExactlyElementsOf(
                        Examples.ALL.stream().map(UserDocuments::read).toList());
    }

    @Test
    void readsAnArrayOfDocuments() {
        assertThat(summary("[" + document("a") + "," + document("b") + "]")).containsExactly("read a", "read b");
        assertThat(summary("[\n" + document("a") + ",\n" + prettyDocument("b") + "\n]\n"))
                .containsExactly("read a", "read b");
        assertThat(summary("[" + String.join(",", Examples.ALL) + "]"))
                .hasSize(7)
                .allMatch(s -> s.startsWith("read"));
    }

    @Test
    void readsOneDocumentALine() {
        assertThat(summary(document("a") + "\n" + document("b") + "\n")).containsExactly("read a", "read b");
        assertThat(summary("\uFEFF" + document("a") + "\r\n\r\n  \r\n" + document("b")))
                .containsExactly("read a", "read b");
        assertThat(summary(document("a") + document("b") + " " + document("c")))
                .containsExactly("read a", "read b", "read c");
    }

    @Test
    void mixesForms() {
        assertThat(summary(prettyDocument("a") + "\n" + document("b") + "\n[" + document("c") + "]\n" + document("d")))
                .containsExactly("read a", "read b", "read c", "read d");
    }

    @Test
    void tellsTheLineOnWhichADocumentBegins() {
        assertThat(outcomes("\n" + prettyDocument("a") + "\n\nnonsense\n" + document("b")))
                .map(ReadOutcome::line)
                .containsExactly(2L, 13L, 14L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "null",
                "7",
                "\"text\"",
                "{\"_id\":\"x\",\"login\":",
                "{\"_id\":\"x\",\"login\":\"x",
                "{\"_id\":\"x\",\"login\":\"x\"",
                "{\"_id\":\"x\",\"login\":\"x\",",
                "{\"_id\":\"x\",\"roles\":[",
                "{\"_id\":\"x\",\"roles\":[\"a\",",
                "{\"_id\":\"x\",\"roles\":[\"a\"",
                "{\"_id\":\"x\",\"x\":{\"y\":",
                "{\"_id\":\"x\",\"x\":{",
                "{\"_id\":\"x\",\"login\":\"x\"]",
                "{\"_id\":\"x\",\"login\":\"x\"}}",
                "{\"_id\":\"x\",\"login\":\"x\"} junk",
                "{\"_id\":\"x\" \"login\":\"x\"}",
                "{\"_id\":\"x\",\"login\":\"x\",\"login\":\"y\"}",
                "{\"_id\":\"x\",\"login\":\"x\",\"java_type\":\"org.taktik.icure.entities.Patient\"}",
                "{\"login\":\"x\"}",
                "{",
                "}",
                "]",
                ",",
                "\"",
                "{}",
                "\u0000",
                "\uFEFF{}",
            })
    void refusesABadLineAndReadsTheNext(String line) {
        List<ReadOutcome> outcomes =
                outcomes(document("a") + "\n" + line + "\n" + document("b") + "\n" + document("c") + "\n");

        assertThat(outcomes).hasSize(4);
        assertThat(outcomes).element(0).returns("read a", Streams::summary);
        assertThat(outcomes).element(1).isInstanceOf(ReadOutcome.Refused.class).returns(2L, ReadOutcome::line);
        assertThat(outcomes).element(2).returns("read b", Streams::summary).returns(3L, ReadOutcome::line);
        assertThat(outcomes).element(3).returns("read c", Streams::summary);
    }

    @Test
    void refusesBadLinesOneByOne() {
        String bad = "{\"_id\":\"x\",\"login\":\n";

        assertThat(summary(bad + bad + bad + document("a") + "\n" + bad + bad + document("b")))
                .containsExactly("refused x", "refused x", "refused x", "read a", "refused x", "refused x", "read b");
    }

    @Test
    void goesOnBehindABrokenDocumentOfSeveralLines() {
        String broken = prettyDocument("x").replace("]", "}");
        String cutOff = prettyDocument("y").substring(0, 40);

        assertThat(summary(broken + "\n" + prettyDocument("a") + "\n" + cutOff + "\n" + prettyDocument("b")))
                .containsExactly("refused x", "read a", "refused y", "read b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "\"a],{\"",
                "[]",
                "[" + "{\"_id\":\"x\",\"login\":\"x\"}" + "]",
                "{}",
                "{\"_id\":\"x\",\"login\":\"x\" \"y\":1}",
                "{\"_id\":\"x\",\"login\":\"x\",\"login\":\"y\"}",
                "nonsense",
                "{\"_id\":\"x\",\"login\":\"x\"} nonsense",
            })
    void refusesABadElementAndReadsTheNext(String element) {
        assertThat(summary("[" + document("a") + "," + element + "," + document("b") + "]\n" + document("c")))
                .contains("read a", "read b", "read c")
                .anyMatch(outcome -> outcome.startsWith("refused"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"  ", "", "\t"})
    void refusesTheRestOfABrokenArrayWithItsLine(String indentation) {
        String[] broken = {
            "{\"_id\":\"x\",\"login\":\"x\"",
            "{\"_id\":\"x\",\"login\":\"x\",",
            "{\"_id\":\"x\",\"roles\":[\"a\"}",
            "{\"_id\":\"x\",\"login\":\"x,",
            "{\"_id\":\"x\",\"login\":\n" + indentation + "\"x\"]",
        };
        for (String element : broken) {
            assertThat(summary(String.join(
                                    indentation,
                                    "[\n",
                                    document("a") + ",\n",
                                    element + "\n",
                                    document("b") + ",\n",
                                    document("c"))
                            + "\n]\n" + document("d")))
                    .as(element)
                    .containsExactly("read a", "refused x", "refused");
        }
    }

    @Test
    void saysThatAnArrayDoesNotEnd() {
        assertThat(outcomes("[" + document("a") + "," + document("b")))
                .map(Streams::summary)
                .containsExactly("read a", "read b", "refused");
        assertThat(outcomes("\n["))
                .containsExactly(new ReadOutcome.Refused(
                        2, java.util.Optional.empty(), "the document is missing: the array of line 2 does not end"));
        assertThat(summary("[" + document("a") + ",{\"_id\":\"x\"")).containsExactly("read a", "refused x", "refused");
        assertThat(outcomes("[\n" + document("a") + ",\n{\"_id\":\"x\"]\n" + document("b") + "]"))
                .endsWith(new ReadOutcome.Refused(
                        4,
                        java.util.Optional.empty(),
                        "the document is not read: the array of line 1 is broken by its element of line 3"));
    }

    @Test
    void saysWhereAnArrayHasCommasTooManyOrTooFew() {
        assertThat(summary("[" + document("a") + ",," + document("b") + "]"))
                .containsExactly("read a", "refused", "read b");
        assertThat(summary("[" + document("a") + ",]")).containsExactly("read a", "refused");
        assertThat(summary("[," + document("a") + "]")).containsExactly("refused", "read a");
        assertThat(summary("[" + document("a") + document("b") + "]")).containsExactly("read a", "refused", "read b");
    }

    @Test
    void readsDocumentsWhoseLinesAreNotIndented() {
        String flat = prettyDocument("a").replaceAll("\n +", "\n");

        assertThat(summary(flat + "\n" + flat.replace("\"a\"", "\"b\""))).containsExactly("read a", "read b");
        assertThat(summary("[\n" + flat + ",\n" + flat.replace("\"a\"", "\"b\"") + "\n]"))
                .containsExactly("read a", "read b");
    }

    @Test
    void takesNothingOutOfADocumentThatIsRefusedForSomethingElseThanItsGrammar() {
        String inner = "{\n\"_id\":\"inner\",\n\"login\":\"inner\"\n}";
        String duplicate = "{\n\"_id\":\"x\",\n\"login\":\"x\",\n\"a\":\n" + inner + ",\n\"a\":1\n}";

        assertThat(summary(duplicate + "\n" + document("b"))).containsExactly("refused x", "read b");
    }

    @Test
    void refusesADocumentOverTheLimitAndReadsTheNext() {
        String large = "{\"_id\":\"x\",\"login\":\"x\",\"y\":\"" + "z".repeat(UserDocuments.MAX_DOCUMENT_BYTES) + "\"}";

        assertThat(summary(document("a") + "\n" + large + "\n" + document("b")))
                .containsExactly("read a", "refused", "read b");
        assertThat(summary("[" + large + "," + document("b") + "]")).containsExactly("refused", "read b");
        assertThat(outcomes(large))
                .containsExactly(new ReadOutcome.Refused(
                        1, java.util.Optional.empty(), "the document is longer than 16777216 bytes"));
    }

    @Test
    void refusesALineOverTheLimitThatIsNoDocument() {
        String large = "z".repeat(UserDocuments.MAX_DOCUMENT_BYTES + 1);

        assertThat(summary(large + "\n" + document("b"))).containsExactly("refused", "read b");
        assertThat(summary("[" + large + "," + document("b") + "]")).containsExactly("refused", "read b");
        assertThat(summary(document("x") + large + "\n" + document("b"))).containsExactly("refused", "read b");
    }

    /** Each line might be the beginning of a document of several lines, or the next one. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\n", "{\"a\":[\n", "[{\"a\":\n", "{\"a\":{\n", "  {\"_id\":\n", "{\"a\":[1,\n"})
    void looksAtEachByteOfAHostileStreamTwiceAtMost(String line) throws IOException {
        byte[] hostile = line.repeat(30_000).getBytes(StandardCharsets.UTF_8);
        CountingInput counted = new CountingInput(hostile);
        DocumentFrames frames = new DocumentFrames(counted);
        long framed = 0;
        for (Optional<DocumentFrame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            framed += frame.get().content().length;
            frames.lookInside(frame.get());
        }
        assertThat(counted.read).isEqualTo(hostile.length);
        assertThat(framed).isLessThanOrEqualTo(2L * hostile.length);
    }

    @Test
    void holdsOneDocumentAtATime() throws IOException {
        String block = document("a") + "\n{\"_id\":\"x\"\n" + prettyDocument("b") + "\n[7, 8]\nnonsense\n";
        DocumentFrames frames = new DocumentFrames(new RepeatedInput(block.getBytes(StandardCharsets.UTF_8), 20_000));
        while (frames.next().isPresent()) {
            assertThat(frames.heldBytes()).isLessThan(1_000_000);
        }
    }

    @Test
    void holdsNoDocumentThatIsTooLarge() throws IOException {
        byte[] elements = "{\"x\": [1, \"two\"]},\n  ".getBytes(StandardCharsets.UTF_8);
        InputStream large = new SequenceInputStream(
                new ByteArrayInputStream("{\"x\":[\n  ".getBytes(StandardCharsets.UTF_8)),
                new RepeatedInput(elements, 2_000_000));
        DocumentFrames frames = new DocumentFrames(large);

        assertThat(frames.next())
                .hasValueSatisfying(frame -> assertThat(frame.content()).isEmpty());
        assertThat(frames.heldBytes()).isLessThan(100_000);
    }

    @Test
    void translatesABrokenStreamAndEnds() {
        InputStream broken = new SequenceInputStream(
                new ByteArrayInputStream((document("a") + "\n{").getBytes(StandardCharsets.UTF_8)), new Unplugged());
        try (UserDocumentStream stream = UserDocumentStream.of(broken)) {
            assertThat(stream.next()).returns("read a", Streams::summary);
            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(stream::hasNext);
            assertThat(stream.hasNext()).isFalse();
        }
    }

    @Test
    void endsAtTheEnd() {
        try (UserDocumentStream stream = UserDocumentStream.of(InputStream.nullInputStream())) {
            assertThat(stream.hasNext()).isFalse();
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(stream::next);
        }
    }

    @Test
    void closesWhatItReads() {
        AtomicBoolean closed = new AtomicBoolean();
        UserDocumentStream stream = UserDocumentStream.of(new ByteArrayInputStream(new byte[0]) {
            @Override
            public void close() {
                closed.set(true);
            }
        });
        stream.close();
        assertThat(closed).isTrue();
        assertThat(stream.hasNext()).isFalse();
    }

    @Test
    void readsStreamsThatDripByteByByte() {
        byte[] bytes = String.join("\n", Examples.ALL).getBytes(StandardCharsets.UTF_8);
        List<ReadOutcome> outcomes = new ArrayList<>(outcomes(new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1));
            }
        }));
        assertThat(outcomes).hasSize(7).allMatch(ReadOutcome.Read.class::isInstance);
    }

    /** A stream that counts what is read of it. */
    private static final class CountingInput extends ByteArrayInputStream {
        private long read;

        CountingInput(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            int count = super.read(into, offset, length);
            read += Math.max(count, 0);
            return count;
        }
    }

    /** A stream that cannot be read. */
    private static final class Unplugged extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("unplugged");
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            throw new IOException("unplugged");
        }
    }

    /** UTF-16 by its byte-order mark, and then half of a surrogate pair. */
    @Test
    void refusesTextThatIsNotInTheEncodingItBeginsWith() {
        byte[] broken = {(byte) 0xFE, (byte) 0xFF, (byte) 0xD8, 0x00, 0x00, 0x41};
        try (UserDocumentStream stream = UserDocumentStream.of(new ByteArrayInputStream(broken))) {
            assertThat(stream.next()).isInstanceOf(ReadOutcome.Refused.class);
            assertThat(stream.hasNext()).isFalse();
        }
    }
}
