package io.keyholder.commandline.login;

import io.keyholder.domain.token.TokenValidity;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how long a token lives: a whole number with {@code s}, {@code m}, {@code h} or {@code d} behind it. */
final class TokenLife implements ITypeConverter<TokenValidity> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})([smhd])");

    @Override
    public TokenValidity convert(String text) {
        Matcher life = FORM.matcher(text);
        if (!life.matches()) {
            throw wrong();
        }
        BigInteger seconds = new BigInteger(life.group(1)).multiply(BigInteger.valueOf(secondsIn(life.group(2))));
        if (seconds.signum() == 0 || seconds.bitLength() >= Long.SIZE) {
            throw wrong();
        }
        return TokenValidity.seconds(seconds.longValue());
    }

    private static long secondsIn(String unit) {
        return switch (unit) {
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3_600;
            default -> 86_400;
        };
    }

    private static TypeConversionException wrong() {
        return new TypeConversionException("is not a time like 90s, 30m, 48h or 365d");
    }
}
