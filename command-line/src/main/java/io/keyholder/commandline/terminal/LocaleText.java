package io.keyholder.commandline.terminal;

import java.io.File;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Judges text that the platform decoded before this program saw it: arguments, values of the environment, what is typed
 * at a terminal. The platform decodes by the locale, which loses letters where the locale is not UTF-8. Lost letters
 * are refused, because a store would keep them for good. Immutable.
 */
final class LocaleText {
    /** The locale is UTF-8. */
    static final LocaleText UTF_8 = new LocaleText(StandardCharsets.UTF_8.name(), true);

    private final String encoding;
    private final boolean keepsAllLetters;

    private LocaleText(String encoding, boolean keepsAllLetters) {
        this.encoding = encoding;
        this.keepsAllLetters = keepsAllLetters;
    }

    /** As this process was started. Windows passes text as text, so its code page may be any. */
    static LocaleText ofProcess() {
        String encoding =
                System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name());
        return File.separatorChar == '\\' ? new LocaleText(encoding, true) : decodedBy(encoding);
    }

    /** The locale has this encoding. */
    static LocaleText decodedBy(String encoding) {
        return new LocaleText(encoding, StandardCharsets.UTF_8.name().equalsIgnoreCase(encoding));
    }

    /**
     * Refuses text whose letters may be lost. The message does not repeat the text, which may be a secret.
     *
     * @throws CommandFailure naming what the text is
     */
    void require(String what, CharSequence text) {
        if (text.codePoints().anyMatch(LocaleText::isLost)) {
            throw CommandFailure.usage(what + " is not UTF-8" + advice());
        }
        if (!keepsAllLetters && text.codePoints().anyMatch(letter -> letter > 0x7F)) {
            throw CommandFailure.usage(what + " has letters beyond ASCII, and the locale is not UTF-8" + advice());
        }
    }

    private String advice() {
        return keepsAllLetters
                ? ""
                : "; the encoding of the locale is " + encoding + ": set LC_ALL to a UTF-8 locale, such as C.UTF-8";
    }

    private static boolean isLost(int letter) {
        return letter == 0xFFFD || (letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE);
    }
}
