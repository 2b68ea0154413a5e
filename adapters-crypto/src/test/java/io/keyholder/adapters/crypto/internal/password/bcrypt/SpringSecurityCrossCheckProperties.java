package io.keyholder.adapters.crypto.internal.password.bcrypt;

import static io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers.hash;
import static io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** Two implementations of bcrypt agree: ours and Spring Security's, on passwords that both take. */
class SpringSecurityCrossCheckProperties {
    private final PasswordHasher hasher = Hashers.cheap();

    @Property
    void springVerifiesWhatWeWrite(@ForAll("passwords") String password) {
        String crypt = hash(hasher, password).substring("{bcrypt}".length());
        assertThat(BCrypt.checkpw(password, crypt)).isTrue();
        assertThat(BCrypt.checkpw(password + "x", crypt)).isFalse();
    }

    @Property
    void weVerifyWhatSpringWrites(@ForAll("passwords") String password, @ForAll("variants") String variant) {
        String stored = "{bcrypt}" + BCrypt.hashpw(password, BCrypt.gensalt(variant, BcryptLimits.LEAST));
        Verification expected = variant.equals("$2b") ? Verification.MATCHED : Verification.MATCHED_OUTDATED;
        assertThat(verify(hasher, password, stored)).isEqualTo(expected);
        assertThat(verify(hasher, password + "x", stored)).isEqualTo(Verification.MISMATCHED);
    }

    /** The pre-hash as docs/passwords.md says it, by the JDK's HMAC and Spring's bcrypt. */
    @Property
    void springVerifiesThePreHashOfALongPassword(@ForAll @StringLength(min = 73, max = 200) @AlphaChars String password)
            throws GeneralSecurityException {
        String crypt = hash(hasher, password).substring("{bcrypt-sha384}".length());
        Mac hmac = Mac.getInstance("HmacSHA384");
        hmac.init(new SecretKeySpec(BcryptText.parse(crypt).orElseThrow().salt(), "HmacSHA384"));
        byte[] digest = hmac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        assertThat(BCrypt.checkpw(Base64.getEncoder().encodeToString(digest), crypt))
                .isTrue();
    }

    @Property
    void textsOfSaltsAgree(@ForAll @Size(BcryptFunction.SALT_BYTES) byte[] salt) {
        BcryptText text = BcryptText.of(BcryptLimits.LEAST, salt, new byte[BcryptFunction.DIGEST_BYTES]);
        assertThat(BCrypt.hashpw("", text.canonical()))
                .startsWith(text.canonical().substring(0, 29));
        assertThat(BcryptText.parse(text.canonical()).orElseThrow().salt()).isEqualTo(salt);
    }

    @Provide
    Arbitrary<String> passwords() {
        return Arbitraries.strings()
                .withChars("abcXYZ019 !$\u007f\u0080éß€漢")
                .ofMaxLength(71)
                .filter(password -> password.getBytes(StandardCharsets.UTF_8).length < 72);
    }

    @Provide
    Arbitrary<String> variants() {
        return Arbitraries.of("$2a", "$2b", "$2y");
    }
}
