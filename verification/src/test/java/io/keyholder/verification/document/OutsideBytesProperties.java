package io.keyholder.verification.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.failure.DocumentVersionException;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.ports.failure.KeyholderException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import net.jqwik.api.Example;

/**
 * Whatever bytes come from outside, they are read or refused by a typed exception, within a budget of memory and, by
 * the count of bytes that are allocated, of work. A few hundred inputs for each reader in each build;
 * {@code -Dfuzz.inputs=1000000} and {@code -Dfuzz.seed=7} run longer, and elsewhere.
 */
class OutsideBytesProperties {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 300);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_130L);
    private static final long BUDGET_BYTES = 48L * 1024 * 1024;
    private static final long BUDGET_FOR_EACH_BYTE = 2_000;
    private static final List<String> DICTIONARY = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "null",
            "1e999999999",
            "-0",
            "99999999999999999999",
            "\\u0000",
            "\\ud800",
            "$2a$31$",
            "{bcrypt}",
            "{pbkdf2}",
            "$argon2id$v=19$m=4194304,t=9999,p=255$",
            "rounds=999999999$",
            "-----BEGIN ",
            "\u0000",
            "\ufdfa",
            "\u202e",
            "=",
            "|",
            "::",
            ".",
            "kht1.",
            "AAAA");

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Example
    void everyInputIsReadOrRefusedWithinItsBudget() {
        TreeMap<String, String> failures = new TreeMap<>();
        for (OutsideBytes reader : OutsideBytes.values()) {
            Random random = new Random(SEED + reader.name().hashCode());
            reader.valid(random);
            for (int i = 0; i < INPUTS; i++) {
                byte[] input = i == 0 ? reader.valid(random) : mutated(reader.valid(random), random);
                problemOf(reader, input)
                        .ifPresent(problem -> failures.putIfAbsent(reader + ": " + problem, shown(input)));
            }
        }
        assertThat(failures).isEmpty();
    }

    @Example
    void sizesFarBeyondAnyRealOneAreRefusedWithinTheBudgetToo() {
        TreeMap<String, String> failures = new TreeMap<>();
        for (OutsideBytes reader : OutsideBytes.values()) {
            for (String unit : List.of("[", "{\"a\":", "x", "\ufdfa", "-----BEGIN ", "9")) {
                byte[] input = unit.repeat(200_000).getBytes(StandardCharsets.UTF_8);
                problemOf(reader, input)
                        .ifPresent(problem -> failures.putIfAbsent(reader + ": " + problem, unit + " often"));
            }
        }
        assertThat(failures).isEmpty();
    }

    /** Without this the check above could be one that never fails. */
    @Example
    void anUntypedExceptionAndABudgetThatIsExceededAreNoticed() {
        assertThat(problemOf(input -> Integer.parseInt("x"), new byte[0]))
                .hasValueSatisfying(problem -> assertThat(problem).contains("NumberFormatException"));
        assertThat(problemOf(input -> allocate(BUDGET_BYTES * 2), new byte[0]))
                .hasValueSatisfying(problem -> assertThat(problem).contains("allocated"));
        assertThat(problemOf(input -> {}, new byte[0])).isEmpty();
    }

    private Optional<String> problemOf(OutsideBytes reader, byte[] input) {
        return problemOf(reader::read, input);
    }

    private Optional<String> problemOf(Consumer<byte[]> reader, byte[] input) {
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            reader.accept(input);
        } catch (KeyholderException | DocumentException | DocumentVersionException | InvalidValueException typed) {
            // refused, as it should be
        } catch (RuntimeException | StackOverflowError untyped) {
            return Optional.of("threw " + untyped.getClass().getName() + " at " + placeOf(untyped));
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        return allocated > BUDGET_BYTES + BUDGET_FOR_EACH_BYTE * input.length
                ? Optional.of("allocated too much")
                : Optional.empty();
    }

    private static void allocate(long bytes) {
        byte[] block = new byte[0];
        for (long done = 0; done < bytes; done += 1_000_000) {
            block = new byte[1_000_000 + block.length % 2];
        }
        assertThat(block).isNotEmpty();
    }

    private static String placeOf(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.keyholder"))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("nowhere");
    }

    private static byte[] mutated(byte[] valid, Random random) {
        byte[] input = valid;
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            input = changedOnce(input, random);
        }
        return input;
    }

    private static byte[] changedOnce(byte[] input, Random random) {
        int place = random.nextInt(input.length + 1);
        int end = Math.min(input.length, place + random.nextInt(16));
        return switch (random.nextInt(6)) {
            case 0 -> flipped(input, random);
            case 1 -> Arrays.copyOf(input, place);
            case 2 -> spliced(input, place, new byte[0], end);
            case 3 -> spliced(input, place, Arrays.copyOfRange(input, place, end), place);
            case 4 ->
                spliced(
                        input,
                        place,
                        DICTIONARY.get(random.nextInt(DICTIONARY.size())).getBytes(StandardCharsets.UTF_8),
                        random.nextBoolean() ? place : end);
            default -> spliced(input, place, new byte[] {(byte) random.nextInt(256)}, end);
        };
    }

    private static byte[] flipped(byte[] input, Random random) {
        byte[] changed = input.clone();
        if (changed.length > 0) {
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    /** The input with these bytes in the place of those from {@code start} to {@code end}. */
    private static byte[] spliced(byte[] input, int start, byte[] bytes, int end) {
        byte[] changed = new byte[start + bytes.length + input.length - end];
        System.arraycopy(input, 0, changed, 0, start);
        System.arraycopy(bytes, 0, changed, start, bytes.length);
        System.arraycopy(input, end, changed, start + bytes.length, input.length - end);
        return changed;
    }

    private static String shown(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        return input.length + " bytes: " + text.substring(0, Math.min(text.length(), 300));
    }
}
