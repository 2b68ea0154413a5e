package io.keyholder.adapters.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.invitation.Contact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One person is one user, however the number is written. */
class RegionalPhonesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0475123456",
                "0475 12 34 56",
                "0475/12.34.56",
                "+32475123456",
                "+32 (0)475 12 34 56",
                "0032475123456",
                "00 32 475 12 34 56",
                "+32\u2011475\u201112\u201134\u201156",
                "+32\u00A0475\u00A012\u00A034\u00A056",
                "\u200E+32475123456",
                "tel:+32475123456",
                "TEL:+32-475-12-34-56",
                "０４７５１２３４５６",
                "٠٤٧٥١٢٣٤٥٦",
                "\u202A0475 12 34 56\u202C",
            })
    void readsABelgianMobileHoweverItIsWritten(String typed) {
        RegionalPhones belgium = RegionalPhones.of("BE");
        assertThat(belgium.read(typed)).contains(new Contact.MobilePhone("+32475123456"));
        assertThat(IdentifierKey.of(belgium.identifier(typed))).isEqualTo(IdentifierKey.of("+32475123456"));
    }

    @ParameterizedTest
    @CsvSource({
        "FR, 06 12 34 56 78, +33612345678",
        "CH, 079 123 45 67, +41791234567",
        "IT, 312 345 6789, +393123456789",
        "US, (201) 555-0123, +12015550123",
        "US, 011 32 475 12 34 56, +32475123456",
        "GB, 07400 123456, +447400123456",
        "NL, +32 475 12 34 56, +32475123456",
        "LU, 628 123 456, +352628123456"
    })
    void readsNumbersOfItsRegionAndInternationalOnes(String region, String typed, String international) {
        assertThat(RegionalPhones.of(region).read(typed)).contains(new Contact.MobilePhone(international));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "ada@example.org",
                "12",
                "0475",
                "+32",
                "04751234567890123456",
                "0475123456 ext 5",
                "1-800-FLOWERS",
                "a0475123456",
                "0475123456;0475123457",
                "0475123456\n0475123457"
            })
    void leavesWhatIsNoNumberAsItIs(String typed) {
        RegionalPhones belgium = RegionalPhones.of("BE");
        assertThat(belgium.read(typed)).isEmpty();
        assertThat(belgium.identifier(typed)).isEqualTo(typed);
    }

    @Test
    void givesUpOnWhatIsTooLong() {
        assertThat(RegionalPhones.of("BE").read("0".repeat(100_000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "be", "XX", "BEL", "ZZ", "001"})
    void refusesARegionThatIsNone(String region) {
        assertThatThrownBy(() -> RegionalPhones.of(region))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("region");
    }
}
