package io.keyholder.adapters.crypto.internal.token;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an {@code otpauth://totp/} URI states about its codes, as other programs export it. Label and issuer are passed
 * over. Immutable; silent in {@code toString}.
 *
 * @param secret in Base32
 * @param algorithm as written; SHA1 when it is not
 * @param digits 6 or 8
 * @param periodSeconds 15 to 120
 */
public record OtpauthParameters(String secret, String algorithm, int digits, int periodSeconds) {
    private static final String SCHEME = "otpauth://totp/";
    private static final Pattern DIGITS = Pattern.compile("[68]");
    private static final Pattern PERIOD = Pattern.compile("1[5-9]|[2-9]\\d|1[01]\\d|120");

    /** The parameters; absent when the text is no such URI, or asks for codes that are not computed here. */
    public static Optional<OtpauthParameters> read(String text) {
        String uri = text.strip();
        int query = uri.indexOf('?');
        if (query < 0 || !uri.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        Map<String, String> parameters = parameters(uri.substring(query + 1));
        String digits = parameters.getOrDefault("digits", "6");
        String period = parameters.getOrDefault("period", Integer.toString(TotpKey.DEFAULT_PERIOD_SECONDS));
        return parameters.containsKey("secret")
                        && DIGITS.matcher(digits).matches()
                        && PERIOD.matcher(period).matches()
                ? Optional.of(new OtpauthParameters(
                        parameters.getOrDefault("secret", ""),
                        parameters.getOrDefault("algorithm", TotpAlgorithm.SHA1.name()),
                        Integer.parseInt(digits),
                        Integer.parseInt(period)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "OtpauthParameters[hidden]";
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(
                        parameter.substring(0, equals).toLowerCase(Locale.ROOT),
                        decoded(parameter.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return value;
        }
    }
}
