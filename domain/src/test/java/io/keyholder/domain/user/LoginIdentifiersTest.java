package io.keyholder.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.IdentifierKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginIdentifiersTest {
    @Test
    void needsAtLeastOne() {
        assertThatThrownBy(() -> new LoginIdentifiers(Optional.empty(), Optional.empty(), Optional.empty()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("user has neither login, email nor mobile phone");
    }

    @Test
    void namesTheFieldThatIsWrong() {
        LoginIdentifiers bob = LoginIdentifiers.login("bob");
        assertThatThrownBy(() -> bob.withMobilePhone("")).hasMessage("mobile phone is empty");
        assertThatThrownBy(() -> bob.withEmail("x".repeat(321))).hasMessageStartingWith("email has 321 characters");
    }

    @Test
    void keepsTheWrittenFormAndComparesByKey() {
        LoginIdentifiers identifiers = LoginIdentifiers.email("Bob@Example.org").withMobilePhone("+32 470 00 00 07");
        assertThat(identifiers.email()).contains("Bob@Example.org");
        assertThat(identifiers.keys())
                .containsExactly(IdentifierKey.of("bob@example.org"), IdentifierKey.of("+32470000007"));
    }

    @Test
    void showsNoPersonalData() {
        assertThat(LoginIdentifiers.email("bob@example.org"))
                .hasToString("LoginIdentifiers[login present, email present, mobile phone absent]");
    }
}
