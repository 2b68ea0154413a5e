package io.keyholder.adapters.crypto.internal.password.foreign;

import java.util.HashMap;
import java.util.Map;

/** The parameters of a PHC string, {@code name=number} between commas, in any order. Stateless. */
public final class PhcParameters {
    private PhcParameters() {}

    /** The numbers by name; empty when one is no number of up to nine digits, or comes twice. */
    public static Map<String, Integer> read(String text) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String parameter : text.split(",", -1)) {
            int equals = parameter.indexOf('=');
            boolean isNumber = equals > 0 && parameter.substring(equals + 1).matches("0|[1-9][0-9]{0,8}");
            if (!isNumber
                    || numbers.put(parameter.substring(0, equals), Integer.parseInt(parameter.substring(equals + 1)))
                            != null) {
                return Map.of();
            }
        }
        return numbers;
    }
}
