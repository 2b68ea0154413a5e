package io.keyholder.adapters.crypto.internal.password.foreign;

import static io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcureSha256FormatTest {
    private static final String HEX = "5e5b35dbe95baab801fc174d1d8d369828837a85a6c0eb448367191208ae9f42";
    private static final String SALT = "Cqeg4nc7CRd/DfK4amsqyAgFANCEpzVKJM1zd7tsCFE=";

    private final PasswordHasher hasher = Hashers.cheap();

    /**
     * Source: documents whose hashes were verified by the classes of iCure's servers of three generations (FORMATS).
     */
    @ParameterizedTest
    @CsvSource({
        "Correct-Horse-2, 2fabfaa75327cfa8ce429e8de8f77c8a1da01a6cedffac60160620c355dbb5f6",
        "Correct-Horse-3, {" + SALT + "}" + HEX,
        "Correct-Horse-6, {WML9QEHBn6eZHmigEab8KviZBf5sGMlw/uDDWi0ris0=}"
                + "27265c49ebdf12df0321c2ede45c253209e77d4521fddc08e685195674012129",
        "Correct-Horse-8, {fhC6KP4+WpkWCP4mxFtjSeP6FyT0gz1nKWlPuI6y5rg=}"
                + "6ce2cdd93bfe1324bea7e3c48e43aacd22020cb5d18ed0f048e9cdcc32de623f",
        "3b0f6a52-6f0e-4b0c-8a57-7a1d5a1c0301, {SPXGLCUKGqw993aRbm05JpauQA5TEkfc49OW9bnEFTE=}"
                + "cb3eae34cd3a6b539b062289dcdafdbbe0f1adcbbe50a01bce2e57324e23a53b",
        "3b0f6a52-6f0e-4b0c-8a57-7a1d5a1c0302, {jkBHvFYo5Vc+4+QGoUhtNUNkc6DR5VYAT4Wc4LjA0pc=}"
                + "20599476c0ac8a98e3b8fa6c56beec2565ae56cb339887c81c0976210889ad39",
        "7d9a2f41-5b60-4a38-9c0d-2e4f6a8b0c04, {4eGt0kRNYqpm6BtveTDaEBEd9tQT5CIYOmDJF44rUXE=}"
                + "45cca595c0109df245b6ac59872f00f99805ed476a694a803c0f2be319329b1e",
        "424242, {Y/HhICg/SC/YqDmGOv/466+IU1na7o/raY/+eyKQqKQ=}"
                + "6060ab6b4759e0543fbde14e16c80edafd4d006eee663c87b2ab7731849ab2af",
    })
    void verifiesWhatIcureWroteAndCallsItOutdated(String password, String stored) {
        assertThat(verify(hasher, password, stored)).isEqualTo(Verification.MATCHED_OUTDATED);
        assertThat(verify(hasher, password + "\0", stored)).isEqualTo(Verification.MISMATCHED);
        assertThat(verify(hasher, "", stored)).isEqualTo(Verification.MISMATCHED);
    }

    @Test
    void saltIsNoPartOfThePassword() {
        assertThat(verify(hasher, "Correct-Horse-3{" + SALT + "}", HEX)).isEqualTo(Verification.MATCHED_OUTDATED);
        assertThat(verify(hasher, "Correct-Horse-3", HEX)).isEqualTo(Verification.MISMATCHED);
    }

    @Test
    void takesAPasswordAsItsUtf8Bytes() {
        // SHA-256 of the UTF-8 form of "grüße", by coreutils' sha256sum.
        String stored = "8285d1ad84c6b6e475d3b50dbf90389c8c7a07a278d9ae46d5698cbe872e3834";
        assertThat(verify(hasher, "grüße", stored)).isEqualTo(Verification.MATCHED_OUTDATED);
        assertThat(verify(hasher, "gruesse", stored)).isEqualTo(Verification.MISMATCHED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5E5B35DBE95BAAB801FC174D1D8D369828837A85A6C0EB448367191208AE9F42",
                HEX + "0",
                "{}" + HEX,
                "{SHA-256}" + HEX,
                "{" + SALT + HEX,
                SALT + "}" + HEX,
                "{{" + SALT + "}}" + HEX,
                "{" + SALT + "}{" + SALT + "}" + HEX,
                "{Cqeg4nc7CRd_DfK4amsqyAgFANCEpzVKJM1zd7tsCFE=}" + HEX,
                "{pbkdf2}" + HEX,
            })
    void otherShapesAreUnreadable(String stored) {
        assertThat(verify(hasher, "Correct-Horse-3", stored)).isEqualTo(Verification.UNREADABLE);
    }
}
