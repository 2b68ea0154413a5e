package io.keyholder.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.keyholder.documents.failure.DocumentException;
import io.keyholder.domain.user.User;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever the bytes: a user or a {@link DocumentException}, nothing else, and no more memory than their number
 * justifies, which bounds the time as well without a clock. What was read is written and read again.
 */
class DocumentFuzzProperties {
    private static final long BASE_BYTES = 4_000_000;
    private static final long BYTES_FOR_A_BYTE = 400;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Property(tries = 300)
    void anyBytesAreAUserOrRefused(@ForAll byte[] bytes) {
        requireUserOrRefusal(bytes);
    }

    @Property(tries = 1_000)
    void damagedExamplesAreUsersOrRefused(@ForAll("damaged") byte[] bytes) {
        requireUserOrRefusal(bytes);
    }

    @Property(tries = 300)
    void anyBytesMakeAStreamOfOutcomes(@ForAll("damaged") byte[] one, @ForAll byte[] other) throws Exception {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(one);
        both.write('\n');
        both.write(other);
        both.write(one);
        long before = allocated();
        try (UserDocumentStream stream = UserDocumentStream.of(new ByteArrayInputStream(both.toByteArray()))) {
            stream.forEachRemaining(
                    outcome -> assertThat(outcome).isInstanceOfAny(ReadOutcome.Read.class, ReadOutcome.Refused.class));
        }
        requireModest(allocated() - before, both.size());
    }

    @Example
    void bombsAreRefusedAtAPriceOfTheirSize() {
        String many = "9".repeat(200_000);
        List<String> values = List.of(
                "[".repeat(200_000),
                "{\"a\":".repeat(100_000),
                "[".repeat(100_000) + "]".repeat(100_000),
                many,
                "-" + many + "." + many,
                "1e999999999",
                "1E-999999999",
                "0." + many + "e" + many,
                "\"" + "\\u0000".repeat(50_000) + "\"",
                "\"" + "\u0130".repeat(100_000) + "\"");
        List<String> members = List.of(
                "x",
                "name",
                "created",
                "deleted",
                "expirationDate",
                "login",
                "email",
                "properties",
                "permissions",
                "roles",
                "authenticationTokens",
                "secret",
                "use2fa",
                "status");
        List<String> places = List.of(
                "\"properties\":[{\"typedValue\":{\"type\":\"INTEGER\",\"integerValue\":%s}}]",
                "\"properties\":[{\"typedValue\":{\"type\":\"DOUBLE\",\"doubleValue\":%s}}]",
                "\"properties\":[{\"typedValue\":{\"type\":\"DATE\",\"dateValue\":%s}}]",
                "\"authenticationTokens\":{\"a\":{\"token\":\"x\",\"creationTime\":%1$s,\"validity\":%1$s}}",
                "\"permissions\":[{\"grant\":%s}]",
                "\"permissions\":[{\"grants\":[{\"type\":\"ADMIN\",\"validFrom\":%s,\"predicate\":{\"java_type\":"
                        + "\"KeyValuePredicate\",\"key\":\"k\",\"operator\":\"EQUAL\",\"value\":%1$s}}]}]");
        for (String value : values) {
            members.forEach(name -> requireUserOrRefusal(document("\"" + name + "\":" + value)));
            places.forEach(place -> requireUserOrRefusal(document(place.formatted(value))));
        }
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        Arbitrary<byte[]> whole =
                Arbitraries.of(Examples.ALL).map(document -> document.getBytes(StandardCharsets.UTF_8));
        Arbitrary<List<Damage>> damages = Combinators.combine(
                        Arbitraries.of(Damage.Kind.class),
                        Arbitraries.integers().between(0, 9_999),
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.of(
                                "", "\"", "{", "}", "[", "]", ",", ":", "null", "1e400", "\\ud800", "\\u0000", "\u0000",
                                "-"))
                .as(Damage::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
        return Combinators.combine(whole, damages).as((bytes, all) -> {
            byte[] result = bytes;
            for (Damage damage : all) {
                result = damage.to(result);
            }
            return result;
        });
    }

    private static byte[] document(String member) {
        return ("{\"_id\":\"u1\",\"login\":\"bob\"," + member + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static void requireUserOrRefusal(byte[] bytes) {
        long before = allocated();
        try {
            User user = UserDocuments.read(bytes);
            assertThat(UserDocuments.read(UserDocuments.writeUtf8(user))).isEqualTo(user);
        } catch (DocumentException refused) {
            assertThat(refused).hasMessageStartingWith("the document ");
        }
        requireModest(allocated() - before, bytes.length);
    }

    private static void requireModest(long allocatedBytes, int givenBytes) {
        assertThat(allocatedBytes).isLessThan(BASE_BYTES + BYTES_FOR_A_BYTE * givenBytes);
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /**
     * Something that happened to a document.
     *
     * @param kind what
     * @param position where, in ten thousandths of the length
     * @param length to how many bytes
     * @param text what came in their place
     */
    private record Damage(Kind kind, int position, int length, String text) {
        private enum Kind {
            REPLACED,
            DELETED,
            REPEATED,
            CUT,
            FLIPPED
        }

        byte[] to(byte[] whole) {
            int from = (int) ((long) whole.length * position / 10_000);
            int to = Math.min(whole.length, from + length);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(whole, 0, from);
            switch (kind) {
                case REPLACED -> out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
                case REPEATED -> {
                    out.write(whole, from, to - from);
                    out.write(whole, from, to - from);
                }
                case FLIPPED -> {
                    for (int i = from; i < to; i++) {
                        out.write(whole[i] ^ (i - from == 0 ? 1 << (length % 8) : 0));
                    }
                }
                default -> {
                    // Nothing comes in the place of what is deleted or cut off.
                }
            }
            if (kind != Kind.CUT) {
                out.write(whole, to, whole.length - to);
            }
            return out.toByteArray();
        }
    }
}
