package io.keyholder.adapters.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.IDNA;
import io.keyholder.domain.invitation.Contact;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An email address as the envelope of a message carries it: RFC 5321, and RFC 6531 where the local part is not ASCII.
 * Its bytes have been decoded again and compared with the address meant. Immutable; silent in {@code toString}.
 */
final class EnvelopeAddress {
    private static final IDNA UTS_46 = IDNA.getUTS46Instance(
            IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE);
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63})*");
    private static final int MAX_DOMAIN_LENGTH = 253;

    private final String text;
    private final boolean needsUtf8;

    private EnvelopeAddress(String text, boolean needsUtf8) {
        this.text = text;
        this.needsUtf8 = needsUtf8;
    }

    /** The address in its form for an envelope; empty when no such form means exactly this address. */
    static Optional<EnvelopeAddress> of(Contact.Email email) {
        int at = email.value().lastIndexOf('@');
        String local = email.value().substring(0, at);
        String domain = email.value().substring(at + 1);
        String text = written(local) + '@' + ascii(domain);
        EnvelopeAddress address = new EnvelopeAddress(text, !isAscii(local));
        return address.means(local, domain) ? Optional.of(address) : Optional.empty();
    }

    /** The address as a command of SMTP carries it between angle brackets. */
    String text() {
        return text;
    }

    /** Whether only a server that offers SMTPUTF8 can accept the address. */
    boolean needsUtf8() {
        return needsUtf8;
    }

    /** The bytes that are sent. */
    byte[] bytes() {
        return text.getBytes(needsUtf8 ? UTF_8 : US_ASCII);
    }

    @Override
    public String toString() {
        return "EnvelopeAddress[hidden]";
    }

    /** The one check before connecting: what the bytes mean is the address that was meant. */
    private boolean means(String local, String domain) {
        Optional<String> decoded = decode(bytes());
        if (decoded.isEmpty() || !isDomain(text.substring(text.lastIndexOf('@') + 1))) {
            return false;
        }
        int at = decoded.get().lastIndexOf('@');
        return unquoted(decoded.get().substring(0, at)).equals(local)
                && isSameDomain(decoded.get().substring(at + 1), domain);
    }

    /** An ASCII domain is sent as written; any other one must be what its A-labels stand for. */
    private static boolean isSameDomain(String sent, String meant) {
        return isAscii(meant) ? sent.equals(meant) : unicode(sent).equals(unicode(meant));
    }

    private static String ascii(String domain) {
        if (isAscii(domain)) {
            return domain;
        }
        IDNA.Info info = new IDNA.Info();
        String labels = UTS_46.nameToASCII(domain, new StringBuilder(), info).toString();
        return info.hasErrors() ? "" : labels;
    }

    private static String unicode(String domain) {
        return UTS_46.nameToUnicode(domain, new StringBuilder(), new IDNA.Info())
                .toString();
    }

    private static boolean isDomain(String domain) {
        return domain.length() <= MAX_DOMAIN_LENGTH && DOMAIN.matcher(domain).matches();
    }

    /**
     * A local part that is not a dot-string is a quoted string; {@link Contact.Email} allows neither quotes nor
     * backslashes.
     */
    private static String written(String local) {
        boolean dotString = !local.startsWith(".") && !local.endsWith(".") && !local.contains("..");
        return dotString ? local : '"' + local + '"';
    }

    private static String unquoted(String local) {
        return local.startsWith("\"") ? local.substring(1, local.length() - 1) : local;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(unit -> unit < 0x80);
    }

    private static Optional<String> decode(byte[] utf8) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }
}
