package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.user.LoginIdentifiers;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for what users type to say who they are. */
public final class LoginIdentifiersArbitraries {
    private LoginIdentifiersArbitraries() {}

    /** One, two or three identifiers, sometimes one of them in several places. */
    public static Arbitrary<LoginIdentifiers> loginIdentifiers() {
        return Choice.of(3, logins().map(LoginIdentifiers::login))
                .or(2, emails().map(LoginIdentifiers::email))
                .or(1, phones().map(phone -> LoginIdentifiers.login(phone).withMobilePhone(phone)))
                .or(1, phones().map(LoginIdentifiersArbitraries::phoneOnly))
                .or(3, allThree())
                .arbitrary();
    }

    /** Comparison keys of such identifiers. */
    public static Arbitrary<IdentifierKey> identifierKeys() {
        return written().map(IdentifierKey::of);
    }

    /** An identifier as a person might write it: a name, an address, a phone number, text with something visible. */
    public static Arbitrary<String> written() {
        return Choice.of(3, logins()).or(2, emails()).or(1, phones()).arbitrary();
    }

    private static LoginIdentifiers phoneOnly(String phone) {
        return new LoginIdentifiers(Optional.empty(), Optional.empty(), Optional.of(phone));
    }

    private static Arbitrary<LoginIdentifiers> allThree() {
        return Combinators.combine(logins(), emails(), phones())
                .as((login, email, phone) ->
                        LoginIdentifiers.login(login).withEmail(email).withMobilePhone(phone))
                .withoutEdgeCases();
    }

    private static Arbitrary<String> logins() {
        Arbitrary<String> anyScript = Combinators.combine(TextArbitraries.anyText(300), letters())
                .as((text, visible) -> text + visible)
                .withoutEdgeCases();
        return Choice.of(10, letters())
                .or(10, anyScript)
                .or(1, letters().map(LoginIdentifiersArbitraries::longest))
                .arbitrary();
    }

    private static Arbitrary<String> emails() {
        return Combinators.combine(letters(), Arbitraries.of("example.org", "EXAMPLE.ORG", "münchen.example", "例え.テスト"))
                .as((name, host) -> name + "@" + host)
                .withoutEdgeCases();
    }

    private static Arbitrary<String> phones() {
        Arbitrary<Integer> numbers =
                Arbitraries.integers().between(100_000, 999_999_999).withoutEdgeCases();
        return Combinators.combine(Arbitraries.of("+32 ", "+32", "0", "(0) ", "+0032-", "٠٤"), numbers)
                .as((prefix, number) -> prefix + number)
                .withoutEdgeCases();
    }

    private static Arbitrary<String> letters() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withChars('0', '9', '.', 'é', 'ı', 'İ', 'ß', 'ΐ', 'ﬁ')
                .ofMinLength(6)
                .ofMaxLength(14)
                .withoutEdgeCases();
    }

    /** Padded to the longest identifier there may be, with a letter whose comparison key is eighteen times as long. */
    private static String longest(String start) {
        return start + "\ufdfa".repeat(IdentifierKey.MAX_LENGTH - start.length());
    }
}
