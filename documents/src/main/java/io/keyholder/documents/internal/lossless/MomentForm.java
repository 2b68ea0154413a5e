package io.keyholder.documents.internal.lossless;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonNumber;
import io.keyholder.documents.internal.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A moment as milliseconds since 1970, whole when it can be and otherwise with up to six decimals, which are read to
 * the nanosecond (FORMATS section 1). A moment that {@link Instant} cannot hold cannot be read.
 */
public final class MomentForm implements ValueCodec<Instant> {
    public static final MomentForm MOMENT = new MomentForm();

    private static final BigInteger NANOS_A_SECOND = BigInteger.valueOf(1_000_000_000);
    private static final BigDecimal FIRST = milliseconds(Instant.MIN);
    private static final BigDecimal AFTER_LAST = milliseconds(Instant.MAX).add(BigDecimal.ONE.movePointLeft(6));

    /** No decimal place after this one can matter; and what has more must not be calculated with. */
    private static final int MAX_SCALE = 3_000;

    private MomentForm() {}

    /** The moment that a member holds. */
    public Optional<Instant> read(JsonObject source, String name) {
        return source.number(name).flatMap(this::read);
    }

    @Override
    public Optional<Instant> read(Json json) {
        if (!(json instanceof JsonNumber number)) {
            return Optional.empty();
        }
        Optional<Long> whole = number.asShortLong();
        return whole.isPresent()
                ? whole.map(Instant::ofEpochMilli)
                : number.asDecimal().flatMap(MomentForm::moment);
    }

    @Override
    public JsonNumber write(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).equals(moment) && fitsLong(moment)
                ? JsonNumber.of(moment.toEpochMilli())
                : new JsonNumber(milliseconds(moment).stripTrailingZeros().toPlainString());
    }

    private static Optional<Instant> moment(BigDecimal milliseconds) {
        if (milliseconds.compareTo(FIRST) < 0 || milliseconds.compareTo(AFTER_LAST) >= 0) {
            return Optional.empty();
        }
        if (milliseconds.scale() > MAX_SCALE) {
            return Optional.of(Instant.EPOCH);
        }
        BigInteger nanos =
                milliseconds.movePointRight(6).setScale(0, RoundingMode.FLOOR).toBigInteger();
        BigInteger[] parts = nanos.divideAndRemainder(NANOS_A_SECOND);
        return Optional.of(Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact()));
    }

    private static BigDecimal milliseconds(Instant moment) {
        return BigDecimal.valueOf(moment.getEpochSecond())
                .movePointRight(3)
                .add(BigDecimal.valueOf(moment.getNano(), 6));
    }

    private static boolean fitsLong(Instant moment) {
        return Math.abs(moment.getEpochSecond()) < Long.MAX_VALUE / 1_000;
    }
}
