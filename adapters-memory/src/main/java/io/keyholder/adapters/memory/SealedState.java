package io.keyholder.adapters.memory;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a seal says about the database file beside it. Immutable.
 *
 * @param phase where in its life the store is
 * @param lastNumber of the last change that the database holds for certain
 * @param image the database file as it was left; zero while the store is open
 */
record SealedState(Phase phase, long lastNumber, FileImage image) {
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
    static SealedState beingMade() {
        return new SealedState(Phase.NEW, 0, FileImage.NONE);
    }

    /** A store in use. */
    static SealedState open(long lastNumber) {
        return new SealedState(Phase.OPEN, lastNumber, FileImage.NONE);
    }

    /** A store at rest. */
    static SealedState closed(long lastNumber, FileImage image) {
        return new SealedState(Phase.CLOSED, lastNumber, image);
    }

    /** The state that a text says; absent when it is none. */
    static Optional<SealedState> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches() ? Optional.of(of(parts)) : Optional.empty();
    }

    /** One line of {@value #TEXT_LENGTH} ASCII characters. */
    String text() {
        HexFormat hex = HexFormat.of();
        return "keyholder-seal 1 " + phase.text + " " + hex.toHexDigits(lastNumber) + " "
                + hex.toHexDigits(image.length(), 12) + " " + hex.toHexDigits(image.checksum()) + "\n";
    }

    private static SealedState of(Matcher parts) {
        return new SealedState(
                phaseOf(parts.group(1)),
                HexFormat.fromHexDigitsToLong(parts.group(2)),
                new FileImage(HexFormat.fromHexDigitsToLong(parts.group(3)), HexFormat.fromHexDigits(parts.group(4))));
    }

    private static Phase phaseOf(String text) {
        return switch (text) {
            case "new   " -> Phase.NEW;
            case "open  " -> Phase.OPEN;
            default -> Phase.CLOSED;
        };
    }
}
