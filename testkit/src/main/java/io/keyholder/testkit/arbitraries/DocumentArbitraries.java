package io.keyholder.testkit.arbitraries;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Arbitraries for the documents that the three generations of iCure's servers write of a user, as JSON text. Each has
 * members that the others lack, and unknown members; every one is a document that a store may find.
 */
public final class DocumentArbitraries {
    private static final String USER = "\"org.taktik.icure.entities.User\"";
    private static final List<String> NEW_TYPES = List.of(
            "AUTHENTICATE", "ADMIN", "PATIENT_VIEW", "PATIENT_CREATE", "MEDICAL_DATA_VIEW", "A_TYPE_OF_TOMORROW");
    private static final List<String> TAGS = List.of("all", "administrativeData", "medicalInformation", "cdItemRisk");
    private static final long LAST_MILLISECOND = 4_000_000_000_000L;
    private static final int MAX_TEXT_LENGTH = 40;

    /** Which of iCure's servers wrote a document. */
    public enum Generation {
        /** Java and Ektorp, 2018 to 2022. */
        FIRST,
        /** Kotlin, 2022. */
        SECOND,
        /** The open server of 2026. */
        THIRD
    }

    private DocumentArbitraries() {}

    /** A document of any generation. */
    public static Arbitrary<String> documents() {
        return Arbitraries.of(Generation.class)
                .flatMap(DocumentArbitraries::documents)
                .withoutEdgeCases();
    }

    /** A document of this generation. */
    public static Arbitrary<String> documents(Generation generation) {
        return Combinators.combine(head(), person(generation), rights(generation), secrets(generation), unknown())
                .as((head, person, rights, secrets, unknown) -> {
                    Map<String, String> members = new LinkedHashMap<>(head);
                    members.putAll(person);
                    members.putAll(rights);
                    members.putAll(secrets);
                    unknown.forEach(members::putIfAbsent);
                    return object(members);
                })
                .withoutEdgeCases();
    }

    private static Arbitrary<Map<String, String>> head() {
        return Combinators.combine(
                        UserIdArbitraries.userIds(),
                        LoginIdentifiersArbitraries.written(),
                        Arbitraries.of("ACTIVE", "DISABLED", "REGISTERING"),
                        optional(milliseconds()))
                .as((id, login, status, deleted) -> {
                    Map<String, String> members = new LinkedHashMap<>();
                    members.put("_id", quoted(id.value()));
                    members.put("java_type", USER);
                    members.put("login", quoted(login));
                    members.put("status", quoted(status));
                    deleted.ifPresent(moment -> members.put("deleted", moment));
                    return members;
                })
                .withoutEdgeCases();
    }

    private static Arbitrary<Map<String, String>> person(Generation generation) {
        return Combinators.combine(
                        optional(text()),
                        optional(RealisticArbitraries.emails().map(JsonArbitraries::quoted)),
                        optional(RealisticArbitraries.mobilePhones().map(JsonArbitraries::quoted)),
                        optional(UserIdArbitraries.uuids().map(JsonArbitraries::quoted)),
                        properties(generation),
                        Maps.upTo(2, Arbitraries.of(TAGS), ids()),
                        optional(decimalMilliseconds()))
                .as((name, email, phone, owner, properties, delegations, date) -> {
                    Map<String, String> members = new LinkedHashMap<>();
                    name.ifPresent(value -> members.put("name", value));
                    email.ifPresent(value -> members.put("email", value));
                    owner.ifPresent(value -> members.put("healthcarePartyId", value));
                    members.put("properties", properties);
                    members.put("autoDelegations", object(delegations));
                    if (generation == Generation.FIRST) {
                        members.put("rev_history", "{}");
                    } else {
                        phone.ifPresent(value -> members.put("mobilePhone", value));
                    }
                    if (generation == Generation.THIRD) {
                        members.put("identifier", "[{\"system\":\"practice\",\"value\":\"7\",\"use\":\"official\"}]");
                        date.ifPresent(value -> members.put("termsOfUseDate", value));
                    } else {
                        date.ifPresent(value -> members.put("createdDate", value));
                    }
                    return members;
                })
                .withoutEdgeCases();
    }

    private static Arbitrary<Map<String, String>> rights(Generation generation) {
        Arbitrary<String> permission = generation == Generation.FIRST ? bits() : items();
        return Combinators.combine(array(permission), array(text()))
                .as((permissions, roles) -> Map.of("permissions", permissions, "roles", roles));
    }

    /** Grants and revokes as bits, with criteria that the other generations never had. */
    private static Arbitrary<String> bits() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 16_383).withoutEdgeCases(),
                        Arbitraries.integers().between(0, 16_383).withoutEdgeCases(),
                        Arbitraries.of(
                                "[]",
                                "[{\"negative\":false,\"dataType\":\"SENSITIVE\",\"type\":null,\"useless\":false}]",
                                "[{\"negative\":true,\"currentUser\":\"DATA_CREATION_USER\",\"useless\":true}]"))
                .as((grant, revoke, criteria) ->
                        "{\"grant\":" + grant + ",\"revoke\":" + revoke + ",\"criteria\":" + criteria + "}")
                .withoutEdgeCases();
    }

    private static Arbitrary<String> items() {
        Arbitrary<String> item = Combinators.combine(
                        Arbitraries.of(NEW_TYPES), Arbitraries.of("", ",\"predicate\":{}", ",\"predicate\":null"))
                .as((type, predicate) -> "{\"java_type\":\"org.taktik.icure.entities.security.AlwaysPermissionItem\","
                        + "\"type\":\"" + type + "\"" + predicate + "}")
                .withoutEdgeCases();
        return Combinators.combine(array(item), optional(array(item)))
                .as((grants, revokes) -> "{\"grants\":" + grants
                        + revokes.map(some -> ",\"revokes\":" + some).orElse("") + "}")
                .withoutEdgeCases();
    }

    private static Arbitrary<Map<String, String>> secrets(Generation generation) {
        return Combinators.combine(optional(hash(generation)), optional(milliseconds()), Arbitraries.of(true, false))
                .as((hash, moment, isOn) -> {
                    Map<String, String> members = new LinkedHashMap<>();
                    hash.ifPresent(value -> members.put("passwordHash", value));
                    switch (generation) {
                        case FIRST -> {
                            members.put("use2fa", String.valueOf(isOn));
                            members.put("secret", "\"JBSWY3DPEHPK3PXP\"");
                            moment.ifPresent(value -> members.put("expirationDate", value));
                        }
                        case SECOND -> {
                            members.put("isUse2fa", String.valueOf(isOn));
                            members.put("applicationTokens", "{\"app\":\"a-token-in-clear\"}");
                            moment.ifPresent(value -> members.put("authenticationTokens", token(value)));
                        }
                        case THIRD -> {
                            members.put("applicationTokens", "{}");
                            moment.ifPresent(value -> members.put("authenticationTokens", token(value)));
                        }
                    }
                    return members;
                })
                .withoutEdgeCases();
    }

    private static String token(String moment) {
        return "{\"key\":{\"token\":\"" + "0".repeat(64) + "\",\"creationTime\":" + moment + ",\"validity\":3600}}";
    }

    private static Arbitrary<String> hash(Generation generation) {
        Arbitrary<String> digits =
                Arbitraries.strings().withChars("0123456789abcdef").ofLength(64).withoutEdgeCases();
        Arbitrary<byte[]> salts =
                Arbitraries.bytes().array(byte[].class).ofSize(32).withoutEdgeCases();
        return generation == Generation.FIRST
                ? digits.map(JsonArbitraries::quoted)
                : Combinators.combine(salts, digits)
                        .as((salt, hash) -> quoted("{" + Base64.getEncoder().encodeToString(salt) + "}" + hash))
                        .withoutEdgeCases();
    }

    /**
     * With the identifier of the first generation in a full type, and of the later ones beside it; one without value.
     */
    private static Arbitrary<String> properties(Generation generation) {
        Arbitrary<String> value = Choice.of(3, text().map(text -> "{\"type\":\"STRING\",\"stringValue\":" + text + "}"))
                .or(1, Arbitraries.of("{}", "{\"type\":\"INTEGER\",\"integerValue\":42}"))
                .or(1, milliseconds().map(moment -> "{\"type\":\"DATE\",\"dateValue\":" + moment + "}"))
                .arbitrary();
        Arbitrary<String> property = Combinators.combine(text(), value)
                .as((identifier, typed) -> generation == Generation.FIRST
                        ? "{\"_attachments\":{},\"rev_history\":{},"
                                + "\"java_type\":\"org.taktik.icure.entities.Property\","
                                + "\"type\":{\"identifier\":" + identifier
                                + ",\"type\":\"STRING\",\"scope\":\"USER\",\"unique\":false,\"localized\":false},"
                                + "\"typedValue\":" + typed + "}"
                        : "{\"id\":" + identifier + ",\"type\":{\"identifier\":" + identifier
                                + ",\"type\":\"STRING\"},\"typedValue\":" + typed + "}")
                .withoutEdgeCases();
        return array(property);
    }

    private static Arbitrary<Map<String, String>> unknown() {
        Arbitrary<String> names = TextArbitraries.text(MAX_TEXT_LENGTH)
                .filter(name -> !KnownMemberNames.contains(name) && !name.startsWith("_"));
        return Maps.upTo(2, names, JsonArbitraries.json());
    }

    private static Arbitrary<String> ids() {
        return array(UserIdArbitraries.uuids().map(JsonArbitraries::quoted));
    }

    private static Arbitrary<String> text() {
        return TextArbitraries.anyText(MAX_TEXT_LENGTH).map(JsonArbitraries::quoted);
    }

    private static Arbitrary<String> milliseconds() {
        return Arbitraries.longs()
                .between(1, LAST_MILLISECOND)
                .withoutEdgeCases()
                .map(String::valueOf);
    }

    /** As the first two generations write moments. */
    private static Arbitrary<String> decimalMilliseconds() {
        return milliseconds().map(moment -> moment + ".456");
    }

    private static Arbitrary<String> array(Arbitrary<String> values) {
        return values.list()
                .ofMaxSize(2)
                .map(all -> all.stream().collect(Collectors.joining(",", "[", "]")))
                .withoutEdgeCases();
    }

    private static Arbitrary<Optional<String>> optional(Arbitrary<String> value) {
        return Choice.optional(60, value);
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return JsonArbitraries.quoted(text);
    }
}
