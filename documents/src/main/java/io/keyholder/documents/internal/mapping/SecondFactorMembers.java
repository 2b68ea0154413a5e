package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonBoolean;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonObjectBuilder;
import io.keyholder.documents.internal.lossless.Values;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The members {@code secret}, {@code use2fa} and {@code isUse2fa} of a user (FORMATS sections 1 and 6). The two flags
 * are those of two generations that lose each other's: the demanding one counts. A flag that is no truth value demands,
 * and nothing meets it.
 */
final class SecondFactorMembers {
    private static final List<String> FLAGS = List.of("use2fa", "isUse2fa");

    private SecondFactorMembers() {}

    static SecondFactor read(JsonObject source) {
        Optional<TotpSecret> secret = Values.text(source, "secret", TotpSecret::of);
        if (flags(source, flag -> !(flag instanceof JsonBoolean))) {
            return new SecondFactor.Unusable();
        }
        if (flags(source, JsonBoolean.TRUE::equals)) {
            return secret.<SecondFactor>map(SecondFactor.On::new).orElseGet(SecondFactor.Unusable::new);
        }
        return secret.<SecondFactor>map(SecondFactor.Pending::new).orElseGet(SecondFactor::off);
    }

    static void write(SecondFactor factor, JsonObjectBuilder builder) {
        builder.putText("secret", factor.storedSecret().map(TotpSecret::encoded));
        if (factor.isDemanded()) {
            FLAGS.forEach(flag -> builder.put(flag, JsonBoolean.TRUE));
        }
    }

    private static boolean flags(JsonObject source, Predicate<Json> test) {
        for (String flag : FLAGS) {
            if (source.value(flag).filter(test).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
