package io.keyholder.adapters.memory.internal.h2.directory;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a seal states about the database file beside it. Immutable.
 *
 * @param phase where in its life the store is
 * @param lastNumber of the last change that the database holds for certain
 * @param image the database file as it was left; zero while the store is open
 */
public record ManifestState(Phase phase, long lastNumber, FileChecksum image) {
    /** The length in bytes of every written form. */
    static final int TEXT_LENGTH = 63;

    private static final Pattern TEXT =
            Pattern.compile("keyholder-seal 1 (new   |open  |closed) ([0-9a-f]{16}) ([0-9a-f]{12}) ([0-9a-f]{8})\n");

    /** Where in its life a store is. */
    enum Phase {
        /** It is being made and holds nothing yet. */
        NEW("new   "),
        /** It is open, or its process died. */
        OPEN("open  "),
        /** It was closed in good order. */
        CLOSED("closed");

        private final String text;

        Phase(String text) {
            this.text = text;
        }
    }

    /** A store that is being made. */
    static ManifestState beingMade() {
        return new ManifestState(Phase.NEW, 0, FileChecksum.NONE);
    }

    /** A store in use. */
    public static ManifestState open(long lastNumber) {
        return new ManifestState(Phase.OPEN, lastNumber, FileChecksum.NONE);
    }

    /** A store at rest. */
    static ManifestState closed(long lastNumber, FileChecksum image) {
        return new ManifestState(Phase.CLOSED, lastNumber, image);
    }

    /** The state that a text holds; absent when it is none. */
    static Optional<ManifestState> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches() ? Optional.of(of(parts)) : Optional.empty();
    }

    /** One line of {@value #TEXT_LENGTH} ASCII characters. */
    String text() {
        HexFormat hex = HexFormat.of();
        return "keyholder-seal 1 " + phase.text + " " + hex.toHexDigits(lastNumber) + " "
                + hex.toHexDigits(image.length(), 12) + " " + hex.toHexDigits(image.checksum()) + "\n";
    }

    private static ManifestState of(Matcher parts) {
        return new ManifestState(
                phaseOf(parts.group(1)),
                HexFormat.fromHexDigitsToLong(parts.group(2)),
                new FileChecksum(
                        HexFormat.fromHexDigitsToLong(parts.group(3)), HexFormat.fromHexDigits(parts.group(4))));
    }

    private static Phase phaseOf(String text) {
        return switch (text) {
            case "new   " -> Phase.NEW;
            case "open  " -> Phase.OPEN;
            default -> Phase.CLOSED;
        };
    }
}
