package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for the ids and revisions of users. */
public final class UserIdArbitraries {
    private static final String FORBIDDEN = "/\\?#%;";

    private UserIdArbitraries() {}

    /** UUIDs, legacy ids and hostile ones of any script. */
    public static Arbitrary<UserId> userIds() {
        return Choice.of(4, uuids())
                .or(1, uuids().map(uuid -> "idUser_" + uuid))
                .or(1, uuids().map(uuid -> "group-1:" + uuid))
                .or(1, hostile())
                .or(2, TextArbitraries.text(UserId.MAX_LENGTH).map(UserIdArbitraries::sanitised))
                .arbitrary()
                .map(UserId::new);
    }

    /** Revisions in the form of several stores, and opaque ones. */
    public static Arbitrary<Revision> revisions() {
        return Choice.of(
                        2,
                        Arbitraries.longs().greaterOrEqual(1).withoutEdgeCases().map(String::valueOf))
                .or(2, uuids().map(uuid -> "3-" + uuid.replace("-", "")))
                .or(1, TextArbitraries.text(256))
                .arbitrary()
                .map(Revision::new);
    }

    static Arbitrary<String> uuids() {
        Arbitrary<Long> bits = Arbitraries.longs().withoutEdgeCases();
        return Combinators.combine(bits, bits)
                .as((high, low) -> uuid(high, low).toString())
                .withoutEdgeCases();
    }

    /** With the version and variant of RFC 9562 section 5.4 in place. */
    private static UUID uuid(long high, long low) {
        return new UUID((high & ~0xf000L) | 0x4000L, (low >>> 2) | Long.MIN_VALUE);
    }

    private static Arbitrary<String> hostile() {
        return Arbitraries.of(
                "a",
                "A",
                "0",
                "...",
                "-",
                "$where",
                "null",
                "'OR'1'='1",
                "\"",
                "`",
                "*",
                "a'--",
                "<script>",
                "ID",
                "id",
                "\u0131d",
                "\u0130D",
                "\ue000",
                "\uffee",
                "\ud800\udc00",
                "e\u0301",
                "\u00e9",
                TextArbitraries.longest("x", UserId.MAX_LENGTH),
                TextArbitraries.longest("\ud83d\udd11", UserId.MAX_LENGTH));
    }

    /** The text without what {@link UserId} forbids. */
    private static String sanitised(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(UserIdArbitraries::isAllowed).forEach(kept::appendCodePoint);
        String id = kept.toString();
        boolean isRefused = id.isEmpty() || id.startsWith("_") || id.equals(".") || id.equals("..");
        return isRefused ? "u" + id : id;
    }

    private static boolean isAllowed(int codePoint) {
        return FORBIDDEN.indexOf(codePoint) < 0 && !Character.isWhitespace(codePoint) && isVisible(codePoint);
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
