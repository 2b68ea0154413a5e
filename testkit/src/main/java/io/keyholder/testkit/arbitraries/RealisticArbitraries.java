package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Arbitraries for people as a practice has them: names of several countries, addresses made from them, mobile phones in
 * international form. For demonstrations, load tests and properties about ordinary days; the other classes of this
 * package look for bugs.
 */
public final class RealisticArbitraries {
    private static final List<String> GIVEN_NAMES = List.of(
            "Anna",
            "Jan",
            "Marie",
            "Luc",
            "Fatima",
            "Zoë",
            "José",
            "Åsa",
            "Björn",
            "Chloé",
            "Dimitri",
            "Élise",
            "Jean-Pierre",
            "Karim",
            "Łukasz",
            "Mehmet",
            "Nguyễn",
            "Olga",
            "Søren",
            "Ümit",
            "Ying");
    private static final List<String> FAMILY_NAMES = List.of(
            "Peeters",
            "Janssens",
            "Dubois",
            "Lambert",
            "Müller",
            "Schmidt",
            "De Smet",
            "Van den Berghe",
            "O'Brien",
            "Yılmaz",
            "Kowalski",
            "García Márquez",
            "Nguyen",
            "Öztürk",
            "Rossi",
            "Saint-Exupéry",
            "El Amrani",
            "Wouters");
    private static final List<String> HOSTS =
            List.of("example.org", "praktijk.example", "mail.example.com", "cabinet-dubois.example", "hopital.example");
    private static final List<String> PHONE_BEGINNINGS =
            List.of("+32470", "+32486", "+32495", "+33612", "+49151", "+31612", "+352621", "+41791");
    private static final Pattern NOT_OF_AN_ADDRESS = Pattern.compile("[^a-z]+");
    private static final long FIRST_SECOND =
            Instant.parse("2018-01-01T08:00:00Z").getEpochSecond();
    private static final long LAST_SECOND =
            Instant.parse("2026-11-01T18:00:00Z").getEpochSecond();
    private static final int PHONE_NUMBERS = 1_000_000;

    private RealisticArbitraries() {}

    /** A given name and a family name. */
    public static Arbitrary<String> names() {
        return Combinators.combine(Arbitraries.of(GIVEN_NAMES), Arbitraries.of(FAMILY_NAMES))
                .as((given, family) -> given + " " + family)
                .withoutEdgeCases();
    }

    /** Addresses made of names, in lower case. */
    public static Arbitrary<String> emails() {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(1, 99_999).withoutEdgeCases();
        return Combinators.combine(names(), numbers, Arbitraries.of(HOSTS))
                .as((name, number, host) -> addressOf(name) + number + "@" + host)
                .withoutEdgeCases();
    }

    /** Mobile phones in international form. */
    public static Arbitrary<String> mobilePhones() {
        return Combinators.combine(
                        Arbitraries.of(PHONE_BEGINNINGS),
                        Arbitraries.integers().between(0, PHONE_NUMBERS - 1).withoutEdgeCases())
                .as((beginning, number) -> beginning + String.format(Locale.ROOT, "%06d", number))
                .withoutEdgeCases();
    }

    /** An email, mostly with a mobile phone and sometimes with a login. */
    public static Arbitrary<LoginIdentifiers> loginIdentifiers() {
        return Combinators.combine(emails(), Choice.optional(70, mobilePhones()), Choice.optional(30, emails()))
                .as((email, phone, login) -> new LoginIdentifiers(
                        login.map(address -> address.substring(0, address.indexOf('@'))), Optional.of(email), phone))
                .withoutEdgeCases();
    }

    /** An email more often than a mobile phone. */
    public static Arbitrary<Contact> contacts() {
        return Choice.<Contact>of(3, emails().map(Contact.Email::new))
                .or(1, mobilePhones().map(Contact.MobilePhone::new))
                .arbitrary();
    }

    /** A name, and nothing else. */
    public static Arbitrary<Profile> profiles() {
        return names().map(Profile.NONE::withName);
    }

    /** Ids as this library makes them: UUIDs of version 4. */
    public static Arbitrary<UserId> userIds() {
        return UserIdArbitraries.uuids().map(UserId::new);
    }

    /** Mostly patients, then healthcare parties, and a device now and then. */
    public static Arbitrary<DataOwner> dataOwners() {
        Arbitrary<DataOwnerId> ids = UserIdArbitraries.uuids().map(DataOwnerId::new);
        return Choice.of(6, ids.map(id -> DataOwner.patient(id.value())))
                .or(3, ids.map(id -> DataOwner.healthcareParty(id.value())))
                .or(1, ids.map(id -> DataOwner.device(id.value())))
                .arbitrary();
    }

    /** Users of a practice: active for the most part, with the permissions of patients or professionals. */
    public static Arbitrary<User> users() {
        Arbitrary<Instant> created = Arbitraries.longs()
                .between(FIRST_SECOND, LAST_SECOND)
                .withoutEdgeCases()
                .map(Instant::ofEpochSecond);
        Arbitrary<UserStatus> status = Choice.of(18, Arbitraries.just(UserStatus.ACTIVE))
                .or(1, Arbitraries.of(UserStatus.REGISTERING, UserStatus.DISABLED))
                .arbitrary();
        return Combinators.combine(userIds(), loginIdentifiers(), created, status, profiles(), dataOwners())
                .as((id, identifiers, since, now, profile, owner) -> User.of(
                                id, identifiers, Lifecycle.startingAt(since, now))
                        .withProfile(profile)
                        .withDataOwner(owner)
                        .withAuthorization(authorizationOf(owner)))
                .withoutEdgeCases();
    }

    private static Authorization authorizationOf(DataOwner owner) {
        List<PermissionType> types = owner.healthcareParty().isPresent()
                ? List.of(PermissionType.AUTHENTICATE, PermissionType.PATIENT_VIEW, PermissionType.PATIENT_CREATE)
                : List.of(PermissionType.AUTHENTICATE);
        return new Authorization(
                Set.of(), types.stream().map(Permission::granting).toList());
    }

    private static String addressOf(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        String letters = NOT_OF_AN_ADDRESS
                .matcher(plain.replace(" ", ".").replace("\u0142", "l").replace("\u00f8", "o"))
                .replaceAll("");
        return letters.isEmpty() ? "user" : letters;
    }
}
