package io.keyholder.commandline.terminal;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes in JSON as escapes what {@link Line} would not let through either. Immutable. */
public final class TerminalEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] codes = standardAsciiEscapesForJSON();
        codes[0x7F] = ESCAPE_STANDARD;
        return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int unit) {
        boolean safe = Character.isSurrogate((char) unit) || Line.isSafe(unit);
        return safe ? null : new SerializedString("\\u" + HexFormat.of().toHexDigits((char) unit));
    }
}
