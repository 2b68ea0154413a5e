package io.keyholder.commandline.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.keyholder.commandline.terminal.CommandFailure;
import java.io.IOException;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever stands in a file of users, each row is read or refused, and a file that is no table is refused as a whole by
 * a typed failure, within a budget of memory.
 */
class UserTableProperties {
    private static final long BUDGET_BYTES = 16L * 1024 * 1024;
    private static final long BUDGET_FOR_EACH_CHARACTER = 1_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Property(tries = 2_000)
    void anyTextIsReadOrRefused(@ForAll("tables") String text) throws IOException {
        long before = threads.getCurrentThreadAllocatedBytes();
        List<TableRow> rows = read(text);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(rows).doesNotContainNull().hasSizeLessThanOrEqualTo(text.length());
        assertThat(allocated).isLessThan(BUDGET_BYTES + BUDGET_FOR_EACH_CHARACTER * text.length());
    }

    @Property(tries = 30)
    void farTooMuchOfOneThingIsReadOrRefusedToo(@ForAll("pieces") String piece) throws IOException {
        String text = "login,email\n" + piece.repeat(100_000);
        long before = threads.getCurrentThreadAllocatedBytes();
        List<TableRow> rows = read(text);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(rows).hasSizeLessThanOrEqualTo(text.length());
        assertThat(allocated).isLessThan(BUDGET_BYTES + BUDGET_FOR_EACH_CHARACTER * text.length());
    }

    /** Without this the properties above could refuse every table. */
    @Example
    void aRightTableIsRead() throws IOException {
        assertThat(read("login,password\nada,correct horse battery\n"))
                .hasSize(1)
                .allMatch(TableRow.Person.class::isInstance);
    }

    private static List<TableRow> read(String text) throws IOException {
        List<TableRow> rows = new ArrayList<>();
        try (UserTable table = UserTable.of(new StringReader(text), Clock.systemUTC())) {
            while (table.hasNext()) {
                rows.add(table.next());
            }
        } catch (CommandFailure typed) {
            assertThat(typed).hasMessageContaining("table");
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
