package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.TokenHasher;
import io.keyholder.testkit.contract.EndsInTime;
import io.keyholder.testkit.contract.Promise;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link TokenHasher} promises, with hashes as iCure servers wrote them. */
@EndsInTime
@Promise(of = TokenHasher.class, value = "Whether the value has this hash, in the salted or the older unsalted form.")
public interface TokenHasherContract {
    /** The implementation under test. */
    TokenHasher tokenHasher();

    @Test
    @Promise(of = TokenHasher.class, value = "in the form that live iCure servers verify: {salt}hex64")
    default void writesTheFormThatLiveIcureServersVerify() {
        assertThat(hashOf("a token")).matches("\\{[A-Za-z0-9+/]{43}=}[0-9a-f]{64}");
    }

    @Test
    default void verifiesWhatItWrote() {
        for (String value : List.of("", "a", "424242", "é€😀", "|", "{}", "x".repeat(10_000))) {
            PasswordHash stored = tokenHasher().hash(Password.of(value));
            assertThat(tokenHasher().verify(Password.of(value), stored)).isTrue();
            assertThat(tokenHasher().verify(Password.of(value + "x"), stored)).isFalse();
            assertThat(tokenHasher().verify(Password.of(value + "\0"), stored)).isFalse();
        }
    }

    @Test
    @Promise(of = TokenHasher.class, value = "The hash of a value, freshly salted.")
    default void saltsEachHashAfresh() {
        assertThat(hashOf("a token")).isNotEqualTo(hashOf("a token"));
    }

    /** Source: tokens of iCure servers of two generations. */
    @Test
    default void verifiesSaltedHashesOfIcureServers() {
        assertThat(verifies(
                        "3b0f6a52-6f0e-4b0c-8a57-7a1d5a1c0301",
                        "{SPXGLCUKGqw993aRbm05JpauQA5TEkfc49OW9bnEFTE=}"
                                + "cb3eae34cd3a6b539b062289dcdafdbbe0f1adcbbe50a01bce2e57324e23a53b"))
                .isTrue();
        assertThat(verifies(
                        "424242",
                        "{Y/HhICg/SC/YqDmGOv/466+IU1na7o/raY/+eyKQqKQ=}"
                                + "6060ab6b4759e0543fbde14e16c80edafd4d006eee663c87b2ab7731849ab2af"))
                .isTrue();
        assertThat(verifies(
                        "424243",
                        "{Y/HhICg/SC/YqDmGOv/466+IU1na7o/raY/+eyKQqKQ=}"
                                + "6060ab6b4759e0543fbde14e16c80edafd4d006eee663c87b2ab7731849ab2af"))
                .isFalse();
    }

    /** Source: the known SHA-256 of "abc" (FIPS 180-2 appendix B.1). */
    @Test
    default void verifiesTheOlderUnsaltedForm() {
        String stored = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertThat(verifies("abc", stored)).isTrue();
        assertThat(verifies("abd", stored)).isFalse();
        assertThat(verifies(stored, stored)).as("the hash itself is no token").isFalse();
    }

    @Test
    @Promise(of = TokenHasher.class, value = "answer false, never an exception, for whatever text is stored.")
    default void answersFalseForWhateverElseIsStored() {
        String salt = "{Y/HhICg/SC/YqDmGOv/466+IU1na7o/raY/+eyKQqKQ=}";
        String digest = "6060ab6b4759e0543fbde14e16c80edafd4d006eee663c87b2ab7731849ab2af";
        for (String stored : List.of(
                "*",
                "424242",
                "{}",
                "{" + digest,
                salt,
                salt + digest.substring(1),
                salt + digest + "0",
                salt + digest + "\n",
                " " + salt + digest,
                salt + digest.substring(1) + "g",
                salt.replace('=', 'A') + digest,
                "{!" + salt.substring(2) + digest,
                "{bcrypt}$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "😀".repeat(500))) {
            assertThat(verifies("424242", stored)).as(stored).isFalse();
        }
    }

    private String hashOf(String value) {
        return tokenHasher().hash(Password.of(value)).encoded();
    }

    private boolean verifies(String value, String stored) {
        return tokenHasher().verify(Password.of(value), PasswordHash.of(stored));
    }
}
