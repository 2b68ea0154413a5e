package io.keyholder.application.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.hashing.PasswordBlocklist;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** NIST SP 800-63B-4 section 3.1.1.2 and OWASP ASVS 5.0 section 6.2. */
class PasswordRulesTest {
    private static final User ADA = User.of(
                    new UserId("ada"),
                    LoginIdentifiers.login("countess.lovelace")
                            .withEmail("ada.byron@example.org")
                            .withMobilePhone("+32 475 12 34 56"),
                    Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE))
            .withProfile(Profile.NONE.withName("Ida Kızılırmak"));

    private final PasswordRules rules = PasswordRules.standard(PasswordBlocklist.EMPTY);

    @Test
    void lengthIsCountedInCharactersWhateverTheirBytes() {
        for (String character : new String[] {"x", "é", "語", "\ud83d\udd11"}) {
            assertThat(flaws(character.repeat(14))).containsExactly(new PasswordFlaw.TooShort(15));
            assertThat(flaws(character.repeat(15))).isEmpty();
            assertThat(flaws(character.repeat(1_024))).isEmpty();
            assertThat(flaws(character.repeat(1_025))).containsExactly(new PasswordFlaw.TooLong(1_024));
        }
    }

    @Test
    void besideASecondFactorEightAreEnough() {
        TotpSecret secret = TotpSecret.of("JBSWY3DPEHPK3PXP");
        assertThat(flawsWith(new SecondFactor.On(secret), "x".repeat(8))).isEmpty();
        assertThat(flawsWith(new SecondFactor.On(secret), "x".repeat(7))).containsExactly(new PasswordFlaw.TooShort(8));
        assertThat(flawsWith(new SecondFactor.Pending(secret), "x".repeat(8)))
                .containsExactly(new PasswordFlaw.TooShort(15));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all lower case letters",
                "ALL UPPER CASE LETTERS",
                "111111111111111",
                "               ",
                "漢字漢字漢字漢字漢字漢字漢字漢字",
            })
    void noCompositionIsAskedFor(String password) {
        assertThat(flaws(password)).isEmpty();
    }

    @Test
    void whatEverybodyTriesFirstIsRefusedByTheListOfTheHost() {
        Password listed = Password.of("correct horse battery staple");
        PasswordRules strict = PasswordRules.standard(listed::equals);
        assertThat(strict.flawsOf(listed, ADA)).containsExactly(new PasswordFlaw.Common());
        assertThat(rules.flawsOf(listed, ADA)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my countess.lovelace 1",
                "COUNTESS and nobody else",
                "the lord BYRON himself",
                "İDA KIZILIRMAK forever",
                "kızılırmak is a river",
                "k\u0131z\u0131l\u0131rmak is a river",
                "ＢＹＲＯＮ in full width",
                "call +32 475 12 34 56 now",
                "call 0475123456 right now",
                "call 0475-12.34.56 now",
                "0032 (0) 475/12 34 56 ...",
            })
    void nothingOfTheUserItselfMayBeInIt(String password) {
        assertThat(flaws(password)).containsExactly(new PasswordFlaw.ContainsIdentifier());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "write to example please",
                "the olives of Spain",
                "organised by ida alone",
                "the 475 to Bruges leaves",
                "12 34 56 78 90 12 34"
            })
    void wordsTooShortToTellSomethingAreNobodys(String password) {
        assertThat(flaws(password)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ada@live.com, like an olive tree by the sea, false",
        "ada@live.com, my ada@live.com address, true",
        "grüner@web.de, gru\u0308ner wird es nicht mehr, true",
        "gru\u0308ner@web.de, grüner wird es nicht mehr, true",
        "grüner@mail.example, this mail is an example, false",
        "olive.oyl@live.com, like an olive tree by the sea, true"
    })
    void onlyWhatIsTheUsersOwnCountsInEitherForm(String email, String password, boolean isFlaw) {
        for (LoginIdentifiers identifiers :
                List.of(LoginIdentifiers.login("anyone").withEmail(email), LoginIdentifiers.login(email))) {
            Set<PasswordFlaw> flaws = rules.flawsOf(
                    Password.of(password), ADA.withIdentifiers(identifiers).withProfile(Profile.NONE));
            assertThat(flaws.contains(new PasswordFlaw.ContainsIdentifier())).isEqualTo(isFlaw);
        }
    }

    @Test
    void allFlawsAreNamedAtOnce() {
        PasswordRules strict = PasswordRules.standard(password -> true);
        assertThat(strict.flawsOf(Password.of("byron"), ADA))
                .containsExactlyInAnyOrder(
                        new PasswordFlaw.TooShort(15),
                        new PasswordFlaw.Common(),
                        new PasswordFlaw.ContainsIdentifier());
    }

    @ParameterizedTest
    @CsvSource({"7, 8, 64", "65, 8, 64", "8, 7, 64", "8, 65, 64", "8, 8, 63", "8, 8, 4097"})
    void rulesThatNobodyShouldHaveAreRefused(int alone, int withSecondFactor, int most) {
        assertThatThrownBy(() -> new PasswordRules(alone, withSecondFactor, most, PasswordBlocklist.EMPTY))
                .isInstanceOf(InvalidValueException.class);
    }

    private Set<PasswordFlaw> flaws(String password) {
        return rules.flawsOf(Password.of(password), ADA);
    }

    private Set<PasswordFlaw> flawsWith(SecondFactor factor, String password) {
        User user = ADA.withCredentials(ADA.credentials().withSecondFactor(factor));
        return rules.flawsOf(Password.of(password), user);
    }
}
