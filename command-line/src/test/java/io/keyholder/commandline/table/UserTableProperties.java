package io.keyholder.commandline.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.keyholder.commandline.terminal.CommandFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever stands in a file of users, each row is read or refused, and a file that is no table is refused as a whole by
 * a typed failure, within a budget of memory and, by the count of bytes that are allocated, of work.
 */
class UserTableProperties {
    private static final long BUDGET_BYTES = 16L * 1024 * 1024;
    private static final long BUDGET_FOR_EACH_CHARACTER = 1_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Property(tries = 2_000)
    void anyTextIsReadOrRefused(@ForAll("tables") String text) {
        assertReadOrRefusedWithinTheBudget(text);
    }

    @Property(tries = 30)
    void farTooMuchOfOneThingIsReadOrRefusedToo(@ForAll("pieces") String piece) {
        assertReadOrRefusedWithinTheBudget("login,email\n" + piece.repeat(100_000));
    }

    /**
     * Bytes of a right table that were flipped, cut off, taken out or doubled. {@code -Dfuzz.inputs=1000000} and
     * {@code -Dfuzz.seed=7} run longer, and elsewhere.
     */
    @Example
    void anyDamagedBytesAreReadOrRefused() {
        Random random = new Random(Long.getLong("fuzz.seed", 20_261_201L));
        byte[] right = """
                login,email,phone,name,hash,roles
                ada,ada@example.org,+32 470 00 00 01,"Ada, L""o""velace",$2a$04$abc,NURSE|DESK
                zoë,,,İnan,,
                """.getBytes(StandardCharsets.UTF_8);
        for (int input = 0; input < Integer.getInteger("fuzz.inputs", 300); input++) {
            byte[] bytes = damaged(damaged(right, random), random);
            assertReadOrRefusedWithinTheBudget(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** Without this the properties above could run under a budget that nothing exceeds. */
    @Example
    void aBudgetThatIsExceededIsNoticed() {
        assertThat(allocatedBy(() -> new byte[1_000_000].clone().length))
                .isGreaterThan(BUDGET_FOR_EACH_CHARACTER * 100);
        assertThat(allocatedBy(() -> 1)).isLessThan(BUDGET_FOR_EACH_CHARACTER * 100);
    }

    /** Bytes that are allocated count memory, and work as well. */
    private void assertReadOrRefusedWithinTheBudget(String text) {
        List<TableRow> rows = new ArrayList<>();
        long allocated = allocatedBy(() -> {
            rows.addAll(read(text));
            return rows.size();
        });
        assertThat(rows).doesNotContainNull().hasSizeLessThanOrEqualTo(text.length());
        assertThat(allocated).isLessThan(BUDGET_BYTES + BUDGET_FOR_EACH_CHARACTER * text.length());
    }

    private long allocatedBy(IntSupplier reading) {
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(reading.getAsInt()).isNotNegative();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        int place = random.nextInt(bytes.length + 1);
        int end = Math.min(bytes.length, place + random.nextInt(16));
        byte[] head = Arrays.copyOf(bytes, place);
        byte[] piece = Arrays.copyOfRange(bytes, place, end);
        byte[] rest = Arrays.copyOfRange(bytes, end, bytes.length);
        return switch (random.nextInt(4)) {
            case 0 -> head;
            case 1 -> joined(head, rest);
            case 2 -> joined(head, piece, piece, rest);
            default -> joined(head, new byte[] {(byte) random.nextInt(256)}, rest);
        };
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    /** Without this the properties above could refuse every table. */
    @Example
    void aRightTableIsRead() {
        assertThat(read("login,password\nada,correct horse battery\n"))
                .hasSize(1)
                .allMatch(TableRow.Person.class::isInstance);
    }

    private static List<TableRow> read(String text) {
        List<TableRow> rows = new ArrayList<>();
        try (UserTable table = UserTable.of(new StringReader(text), Clock.systemUTC())) {
            while (table.hasNext()) {
                rows.add(table.next());
            }
        } catch (CommandFailure typed) {
            assertThat(typed).hasMessageContaining("table");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return rows;
    }

    /** A header, whole or damaged, and rows of pieces that CSV, names, hashes and identifiers are made of. */
    @Provide
    Arbitrary<String> tables() {
        Arbitrary<String> headers = Arbitraries.of(
                "login,email,phone,name,password,hash,roles,id",
                "login;hash",
                "phone\tname",
                "\uFEFFlogin,name",
                "\"login\",\"name\"",
                "\"login\"x,name",
                "\"login,name",
                "login,login",
                "login,",
                "logn",
                "",
                "\u0000",
                "login\rname");
        return Combinators.combine(
                        headers,
                        Arbitraries.of("\n", "\r\n", "\r", ""),
                        pieces().list().ofMaxSize(40))
                .as((header, end, rest) -> header + end + String.join("", rest));
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "\"",
                        "\"\"",
                        ",",
                        ";",
                        "\t",
                        "\n",
                        "\r\n",
                        "\r",
                        "ada",
                        "ada@example.org",
                        "+32 470 00 00 01",
                        "$2a$31$",
                        "{bcrypt}",
                        "rounds=999999999$",
                        "NURSE|DESK",
                        "\u0000",
                        "\ud800",
                        "\ufdfa",
                        "=1+1",
                        "\\",
                        "x\"y",
                        " "),
                Arbitraries.strings().ofMaxLength(8));
    }
}
