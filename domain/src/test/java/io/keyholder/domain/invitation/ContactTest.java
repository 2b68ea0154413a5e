package io.keyholder.domain.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.invitation.ContactDetails.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mary",
                "@example.org",
                "mary@",
                "mary@example@org",
                "mary@example.org\r\nBcc: eve@example.org",
                "mary@example.org\nBcc:eve@example.org",
                "mary@example.org\u0000",
                "mary@example.org\u2028",
                "mary@exam\u202Eple.org",
                "Mary <mary@example.org>",
                "mary@example.org,eve@example.org",
                "mary@example.org;eve@example.org",
                "\"mary\"@example.org",
                " mary@example.org",
                "mary@example.org\uD800"
            })
    void refusesWhatIsNoPlainMailbox(String address) {
        assertThatThrownBy(() -> Contact.email(address))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageNotContaining("eve");
    }

    @Test
    void refusesAnAddressThatIsTooLong() {
        assertThat(Contact.email("a".repeat(Contact.MAX_EMAIL_LENGTH - 2) + "@b")
                        .value())
                .hasSize(Contact.MAX_EMAIL_LENGTH);
        assertThatThrownBy(() -> Contact.email("a".repeat(Contact.MAX_EMAIL_LENGTH - 1) + "@b"))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mary@example.org", "m.a+r_y@localhost", "märy@exämple.org", "o'neill@example.org"})
    void takesAPlainMailboxAsItIsWritten(String address) {
        assertThat(Contact.email(address).value()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456", "+32 475 12 34 56", "0475/12.34.56", "+1 (555) 123-4567"})
    void takesAPhoneAsItIsWritten(String number) {
        assertThat(Contact.mobilePhone(number).value()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "123456789012345678901", "12+3456", "123456\r\n", "٤٥٦٧٨٩", "12345x6"})
    void refusesWhatIsNoPhone(String number) {
        assertThatThrownBy(() -> Contact.mobilePhone(number)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void showsNoContactInText() {
        assertThat(Contact.email("mary@example.org").toString()).doesNotContain("mary");
        assertThat(Contact.mobilePhone("+32475123456").toString()).doesNotContain("32475");
        assertThat(ContactDetails.NONE
                        .with(Place.HOME, Contact.email("mary@example.org"))
                        .toString())
                .doesNotContain("mary");
    }

    @Test
    void prefersContactsInTheOrderOfICure() {
        List<ContactDetails.Entry> order = List.of(
                new ContactDetails.Entry(Place.HOME, Contact.email("home@example.org")),
                new ContactDetails.Entry(Place.HOME, Contact.mobilePhone("111111")),
                new ContactDetails.Entry(Place.WORK, Contact.email("work@example.org")),
                new ContactDetails.Entry(Place.WORK, Contact.mobilePhone("222222")),
                new ContactDetails.Entry(Place.OTHER, Contact.email("other@example.org")),
                new ContactDetails.Entry(Place.OTHER, Contact.mobilePhone("333333")));
        for (int from = 0; from < order.size(); from++) {
            List<ContactDetails.Entry> shuffled = new ArrayList<>(order.subList(from, order.size()));
            Collections.shuffle(shuffled, new Random(from));
            assertThat(new ContactDetails(shuffled).preferred())
                    .contains(order.get(from).contact());
        }
        assertThat(ContactDetails.NONE.preferred()).isEmpty();
    }

    @Test
    void prefersTheFirstOfOnePlaceAndKind() {
        assertThat(ContactDetails.NONE
                        .with(Place.HOME, Contact.email("first@example.org"))
                        .with(Place.HOME, Contact.email("second@example.org"))
                        .preferred())
                .contains(Contact.email("first@example.org"));
    }
}
