package io.keyholder.adapters.crypto;

import static io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers.hash;
import static io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** SECURITY case 1 beyond what the contract tries: any two passwords of 0 to 200 bytes, of letters of 1 to 4 bytes. */
class PasswordDistinctnessProperties {
    private static final int MOST_BYTES = 200;

    private final PasswordHasher hasher = Hashers.cheap();

    @Property
    void aPasswordVerifiesForItselfOnly(@ForAll("passwords") String one, @ForAll("passwords") String other) {
        String stored = hash(hasher, one);
        assertThat(verify(hasher, one, stored)).isEqualTo(Verification.MATCHED);
        assertThat(verify(hasher, other, stored).isMatch()).isEqualTo(one.equals(other));
    }

    @Property
    void anyEditMakesAnotherPassword(
            @ForAll("passwords") String password,
            @ForAll("letters") String letter,
            @ForAll @IntRange(max = 200) int at) {
        int letters = password.codePointCount(0, password.length());
        int index = password.offsetByCodePoints(0, Math.min(at, letters));
        String longer = password.substring(0, index) + letter + password.substring(index);
        assertThat(verify(hasher, longer, hash(hasher, password))).isEqualTo(Verification.MISMATCHED);
        assertThat(verify(hasher, password, hash(hasher, longer))).isEqualTo(Verification.MISMATCHED);
    }

    /**
     * Any; those about as long as bcrypt reads; and short ones with zero bytes, where bcrypt would end or begin anew.
     */
    @Provide
    Arbitrary<String> passwords() {
        return Arbitraries.oneOf(
                ofLetters(letters(), 0, 90)
                        .filter(password -> password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES),
                ofLetters(Arbitraries.of("a", "b"), 0, 2).map("a".repeat(71)::concat),
                ofLetters(Arbitraries.of("a", "\0"), 0, 3));
    }

    private static Arbitrary<String> ofLetters(Arbitrary<String> letters, int least, int most) {
        return letters.list().ofMinSize(least).ofMaxSize(most).map(chosen -> String.join("", chosen));
    }

    @Provide
    Arbitrary<String> letters() {
        return Arbitraries.of("a", "b", "\0", "\u007f", "\u0080", "é", "€", "😀", "{", "}");
    }
}
