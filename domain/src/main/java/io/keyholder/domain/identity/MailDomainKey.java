package io.keyholder.domain.identity;

import io.keyholder.domain.internal.Text;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The part of an {@link IdentifierKey} that folds the domain of an email address as UTS 46 maps it, non-transitionally:
 * in lower case and NFKC, with A-labels decoded, ideographic full stops as dots. Unlike names, domains keep {@code ß}
 * and final sigma, which stand for other domains than {@code ss} and {@code σ}. Stateless.
 */
final class MailDomainKey {
    private static final String A_LABEL = "xn--";

    private MailDomainKey() {}

    static String of(String domain) {
        String mapped = mapped(domain).replace('\u3002', '.');
        String relative =
                mapped.endsWith(".") && mapped.length() > 1 ? mapped.substring(0, mapped.length() - 1) : mapped;
        return Arrays.stream(relative.split("\\.", -1))
                .map(MailDomainKey::label)
                .collect(Collectors.joining("."));
    }

    /** An A-label that stands for a label in its mapped form is that label; any other one stays. */
    private static String label(String label) {
        return label.startsWith(A_LABEL)
                ? Punycode.decode(label.substring(A_LABEL.length()))
                        .filter(decoded -> mapped(decoded).equals(decoded)
                                && decoded.chars().noneMatch(MailDomainKey::isReserved))
                        .orElse(label)
                : label;
    }

    private static boolean isReserved(int unit) {
        return unit == '.' || unit == '@' || unit == '\u3002';
    }

    private static String mapped(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder visible = new StringBuilder(lower.length());
        lower.codePoints().filter(each -> !Text.isInvisible(each)).forEach(visible::appendCodePoint);
        return Normalizer.normalize(visible, Normalizer.Form.NFKC);
    }

    /** Decoding of RFC 3492. */
    private static final class Punycode {
        private static final int BASE = 36;
        private static final int LEAST_THRESHOLD = 1;
        private static final int MOST_THRESHOLD = 26;
        private static final int SKEW = 38;
        private static final int DAMP = 700;
        private static final int FIRST_BIAS = 72;
        private static final int FIRST_CODE_POINT = 128;

        private final String digits;
        private final StringBuilder decoded;
        private int at;

        private Punycode(String basic, String digits) {
            this.decoded = new StringBuilder(basic);
            this.digits = digits;
        }

        /** The label; absent when the text is no Punycode. */
        static Optional<String> decode(String text) {
            int delimiter = text.lastIndexOf('-');
            String basic = delimiter < 0 ? "" : text.substring(0, delimiter);
            return text.chars().allMatch(each -> each < FIRST_CODE_POINT)
                    ? new Punycode(basic, text.substring(delimiter + 1)).decoded()
                    : Optional.empty();
        }

        private Optional<String> decoded() {
            long codePoint = FIRST_CODE_POINT;
            long position = 0;
            int bias = FIRST_BIAS;
            boolean isFirst = true;
            while (at < digits.length()) {
                long delta = delta(bias);
                int length = decoded.codePointCount(0, decoded.length()) + 1;
                position += delta;
                codePoint += position / length;
                position %= length;
                if (delta < 0 || codePoint > Character.MAX_CODE_POINT) {
                    return Optional.empty();
                }
                bias = adapted(delta, length, isFirst);
                isFirst = false;
                decoded.insert(decoded.offsetByCodePoints(0, (int) position), Character.toChars((int) codePoint));
                position++;
            }
            return isFirst ? Optional.empty() : Optional.of(decoded.toString());
        }

        /** The next number in variable length, at most some 2^31; negative when it is cut or too large. */
        private long delta(int bias) {
            long delta = 0;
            long weight = 1;
            for (int k = BASE; at < digits.length(); k += BASE) {
                int digit = digit(digits.charAt(at++));
                delta += digit * weight;
                if (digit < 0 || delta > Integer.MAX_VALUE) {
                    return -1;
                }
                int threshold = Math.min(Math.max(k - bias, LEAST_THRESHOLD), MOST_THRESHOLD);
                if (digit < threshold) {
                    return delta;
                }
                weight *= BASE - threshold;
            }
            return -1;
        }

        private static int digit(char each) {
            if (each >= 'a' && each <= 'z') {
                return each - 'a';
            }
            return each >= '0' && each <= '9' ? each - '0' + 26 : -1;
        }

        private static int adapted(long delta, int length, boolean isFirst) {
            long left = isFirst ? delta / DAMP : delta / 2;
            left += left / length;
            int k = 0;
            while (left > (BASE - LEAST_THRESHOLD) * MOST_THRESHOLD / 2) {
                left /= BASE - LEAST_THRESHOLD;
                k += BASE;
            }
            return (int) (k + (BASE - LEAST_THRESHOLD + 1) * left / (left + SKEW));
        }
    }
}
