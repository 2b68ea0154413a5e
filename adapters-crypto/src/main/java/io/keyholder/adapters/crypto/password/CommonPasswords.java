package io.keyholder.adapters.crypto.password;

import io.keyholder.adapters.crypto.file.HostFileException;
import io.keyholder.adapters.crypto.internal.Lazy;
import io.keyholder.domain.credential.Password;
import io.keyholder.ports.hashing.PasswordBlocklist;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;

/**
 * A list of passwords that everyone tries first, compared whole and without regard to letter case and to Unicode's
 * forms (NFKC). Thread-safe; keeps nothing of what it is asked.
 *
 * <p>Holds eight bytes a password, a digest that is quick and no secret: that another password falls on one of a
 * million entries has a chance of one in 10<sup>13</sup>, and then it is refused like a common one.
 */
public final class CommonPasswords implements PasswordBlocklist {
    private static final String STANDARD_LIST = "common-passwords.txt";
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long MIXING = 0xd6e8feb86659fd93L;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Lazy<long[]> sortedDigests;

    private CommonPasswords(Lazy<long[]> sortedDigests) {
        this.sortedDigests = sortedDigests;
    }

    /** The hundred thousand passwords that come with the library (ADR 17), read when first asked. */
    public static CommonPasswords standard() {
        return new CommonPasswords(new Lazy<>(CommonPasswords::standardDigests));
    }

    /**
     * The passwords in a text file in UTF-8, one a line, read at once.
     *
     * @throws HostFileException when the file cannot be read
     */
    public static CommonPasswords from(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return of(digests(lines));
        } catch (IOException | UncheckedIOException failed) {
            throw new HostFileException("password list " + file + " cannot be read", failed);
        }
    }

    /** These passwords. */
    public static CommonPasswords from(Collection<String> passwords) {
        return of(digests(passwords.stream()));
    }

    @Override
    public boolean contains(Password password) {
        byte[] utf8 = password.utf8();
        CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8));
        try {
            return Arrays.binarySearch(sortedDigests.get(), digest(text)) >= 0;
        } finally {
            Arrays.fill(utf8, (byte) 0);
            Arrays.fill(text.array(), '\0');
        }
    }

    private static CommonPasswords of(long[] digests) {
        return new CommonPasswords(new Lazy<>(() -> digests));
    }

    private static long[] standardDigests() {
        try (InputStream list = CommonPasswords.class.getResourceAsStream(STANDARD_LIST)) {
            if (list == null) {
                throw new HostFileException("the list of common passwords is missing from the library");
            }
            return digests(new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8)).lines());
        } catch (IOException | UncheckedIOException failed) {
            throw new HostFileException("the list of common passwords in the library cannot be read", failed);
        }
    }

    private static long[] digests(Stream<String> passwords) {
        return passwords
                .map(CommonPasswords::withoutByteOrderMark)
                .filter(line -> !line.isEmpty())
                .mapToLong(CommonPasswords::digest)
                .sorted()
                .distinct()
                .toArray();
    }

    private static String withoutByteOrderMark(String line) {
        return line.startsWith(BYTE_ORDER_MARK) ? line.substring(BYTE_ORDER_MARK.length()) : line;
    }

    /** FNV-1a over the folded code points, with its bits mixed at the end. */
    private static long digest(CharSequence text) {
        CharSequence normal = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        long digest = FNV_BASIS;
        for (int at = 0; at < normal.length(); ) {
            int codePoint = Character.codePointAt(normal, at);
            digest = (digest ^ folded(codePoint)) * FNV_PRIME;
            at += Character.charCount(codePoint);
        }
        digest = (digest ^ (digest >>> 32)) * MIXING;
        return digest ^ (digest >>> 32);
    }

    /** Text that NFKC leaves as it is. */
    private static boolean isAscii(CharSequence text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static int folded(int codePoint) {
        return Character.toLowerCase(Character.toUpperCase(codePoint));
    }
}
