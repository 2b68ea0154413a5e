package io.keyholder.documents.internal.neighbour;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonArray;
import io.keyholder.documents.internal.json.JsonNull;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.domain.permission.PermissionType;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the reader of one generation knows of a user document, and what it accepts there (FORMATS section 11). */
public final class GenerationReader {
    private static final Set<String> TAGS = Set.of(
            "all",
            "administrativeData",
            "anonymousMedicalInformation",
            "generalInformation",
            "financialInformation",
            "medicalInformation",
            "sensitiveInformation",
            "confidentialInformation",
            "cdItemRisk",
            "cdItemFamilyRisk",
            "cdItemHealthcareelement",
            "cdItemHealthcareapproach",
            "cdItemAllergy",
            "cdItemDiagnosis",
            "cdItemLab",
            "cdItemResult",
            "cdItemParameter",
            "cdItemMedication",
            "cdItemTreatment",
            "cdItemVaccine");
    private static final Set<String> VALUE_TYPES =
            Set.of("BOOLEAN", "INTEGER", "DOUBLE", "STRING", "DATE", "CLOB", "JSON");
    private static final Set<PermissionType> UNKNOWN_TO_G2 =
            Set.of(PermissionType.HCP, PermissionType.PHYSICIAN, PermissionType.LEGACY_DATA_VIEW);
    private static final String ITEM = "org.taktik.icure.entities.security.AlwaysPermissionItem";
    private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9]{64}");
    private static final Pattern SALTED = Pattern.compile("\\{[A-Za-z0-9+/=]{44}\\}[0-9a-f]{64}");
    private static final Pattern PREFIXED = Pattern.compile("\\{(bcrypt|pbkdf2)\\}");
    private static final Map<IcureGeneration, GenerationReader> READERS = readers();

    private final IcureGeneration generation;
    private final Map<String, Fit> members = new LinkedHashMap<>();

    private GenerationReader(IcureGeneration generation) {
        this.generation = generation;
        List.of("_id", "_rev", "name", "login", "email", "passwordHash", "groupId", "java_type")
                .forEach(name -> members.put(name, Fit.TEXT.nullable()));
        List.of("healthcarePartyId", "patientId").forEach(name -> members.put(name, Fit.TEXT.nullable()));
        List.of("deleted", "termsOfUseDate").forEach(name -> members.put(name, Fit.MOMENT.nullable()));
        members.put("type", Fit.words(Set.of("database", "ldap", "token")).nullable());
        members.put(
                "status", Fit.words(Set.of("ACTIVE", "DISABLED", "REGISTERING")).nullable());
        members.put("roles", Fit.list(Fit.TEXT));
        members.put("properties", Fit.list(property()));
        members.put("permissions", Fit.list(permission()));
        members.put("autoDelegations", Fit.map(TAGS::contains, Fit.list(Fit.TEXT)));
        members.put("_attachments", Fit.OBJECT.nullable());
        addOwn();
    }

    public static GenerationReader of(IcureGeneration generation) {
        return READERS.getOrDefault(generation, new GenerationReader(generation));
    }

    /** Whether a save of this generation drops a member. */
    boolean drops(String name) {
        boolean isWrittenEmpty = generation == IcureGeneration.G3 && name.equals("applicationTokens");
        return !members.containsKey(name) || isWrittenEmpty;
    }

    /** What the reader accepts of a member; absent for a member that it ignores. */
    Optional<Fit> fit(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** Whether a save takes a password hash for a password, and hashes it. */
    boolean rehashes(String hash) {
        boolean isKnown = DIGEST.matcher(hash).matches()
                || (generation != IcureGeneration.G1 && SALTED.matcher(hash).matches())
                || (generation == IcureGeneration.G3 && PREFIXED.matcher(hash).lookingAt());
        return !isKnown;
    }

    /** Whether the reader understands grants of a type. */
    boolean knows(PermissionType type) {
        return generation == IcureGeneration.G1 || types().contains(type.name());
    }

    /** The members that the reader does not accept as they are. */
    public List<String> failures(JsonObject document) {
        return members.entrySet().stream()
                .filter(member -> document.get(member.getKey()).stream()
                        .anyMatch(value -> !member.getValue().accepts(value)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void addOwn() {
        if (generation != IcureGeneration.G3) {
            members.put("secret", Fit.TEXT.nullable());
            members.put(generation == IcureGeneration.G1 ? "use2fa" : "isUse2fa", Fit.FLAG.nullable());
            List.of("createdDate", "lastLoginDate", "expirationDate")
                    .forEach(name -> members.put(name, Fit.MOMENT.nullable()));
            members.put("rev_history", Fit.OBJECT);
        }
        members.put("applicationTokens", Fit.map(name -> true, Fit.TEXT));
        if (generation == IcureGeneration.G1) {
            List.of("activationToken", "passwordToken").forEach(name -> {
                members.put(name, Fit.TEXT.nullable());
                members.put(name + "ExpirationDate", Fit.MOMENT.nullable());
            });
            return;
        }
        List.of("mobilePhone", "deviceId").forEach(name -> members.put(name, Fit.TEXT.nullable()));
        members.put("created", Fit.MOMENT.nullable());
        members.put("authenticationTokens", Fit.map(name -> true, token()));
        if (generation == IcureGeneration.G3) {
            members.put("identifier", Fit.list(Fit.OBJECT));
        }
    }

    private Fit property() {
        long greatest = generation == IcureGeneration.G3 ? Long.MAX_VALUE : Integer.MAX_VALUE;
        Fit type = Fit.words(VALUE_TYPES).nullable();
        Fit value = Fit.object(
                Map.of(
                        "type", type,
                        "booleanValue", Fit.FLAG.nullable(),
                        "integerValue", Fit.whole(greatest).nullable(),
                        "doubleValue", Fit.DECIMAL.nullable(),
                        "stringValue", Fit.TEXT.nullable(),
                        "dateValue", Fit.MOMENT.nullable(),
                        "encryptedSelf", Fit.TEXT.nullable()),
                Set.of());
        Fit declared = Fit.object(Map.of("identifier", Fit.TEXT.nullable(), "type", type), Set.of());
        return Fit.object(
                Map.of(
                        "id", Fit.TEXT.nullable(),
                        "type", declared.nullable(),
                        "typedValue", value.nullable(),
                        "deleted", Fit.MOMENT.nullable(),
                        "encryptedSelf", Fit.TEXT.nullable()),
                Set.of());
    }

    private Fit permission() {
        if (generation == IcureGeneration.G1) {
            Fit bits = Fit.whole(Integer.MAX_VALUE);
            return Fit.object(Map.of("grant", bits, "revoke", bits, "criteria", Fit.list(criterion())), Set.of());
        }
        Fit items = Fit.list(item());
        return Fit.object(Map.of("grants", items, "revokes", items), Set.of());
    }

    private static Fit criterion() {
        return Fit.object(
                Map.of(
                        "currentUser",
                                Fit.words(Set.of(
                                                "DATA_CREATION_USER",
                                                "DATA_MODIFICATION_USER",
                                                "PATIENT_CREATION_USER",
                                                "PATIENT_MODIFICATION_USER",
                                                "PATIENT_REFERENCE_HC_USER",
                                                "PATIENT_HC_TEAM_USER"))
                                        .nullable(),
                        "dataType",
                                Fit.words(Set.of("ADMINISTRATIVE", "HEALTH", "SENSITIVE", "CONFIDENTIAL"))
                                        .nullable(),
                        "patientStatus", Fit.TEXT.nullable(),
                        "negative", Fit.FLAG),
                Set.of());
    }

    /** The current generation drops every predicate; the one before fails on all but the empty one. */
    private Fit item() {
        Fit predicate = generation == IcureGeneration.G3
                ? Fit.OBJECT.nullable()
                : Fit.only(json ->
                        json instanceof JsonObject object && object.members().isEmpty());
        return Fit.object(
                Map.of("java_type", Fit.words(Set.of(ITEM)), "type", Fit.words(types()), "predicate", predicate),
                Set.of("java_type", "type"));
    }

    private static Fit token() {
        return Fit.object(
                Map.of("token", Fit.TEXT, "creationTime", Fit.MOMENT, "validity", Fit.whole(Long.MAX_VALUE)),
                Set.of("token", "creationTime", "validity"));
    }

    private Set<String> types() {
        return PermissionType.ICURE.stream()
                .filter(type -> generation == IcureGeneration.G3 || !UNKNOWN_TO_G2.contains(type))
                .map(PermissionType::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether a value is nothing to a reader: absent, {@code null}, or an empty collection. */
    static boolean isNothing(Optional<Json> value) {
        return value.filter(json -> json != JsonNull.NULL
                        && !(json instanceof JsonArray array && array.elements().isEmpty())
                        && !(json instanceof JsonObject object
                                && object.members().isEmpty()))
                .isEmpty();
    }

    private static Map<IcureGeneration, GenerationReader> readers() {
        Map<IcureGeneration, GenerationReader> readers = new EnumMap<>(IcureGeneration.class);
        for (IcureGeneration generation : IcureGeneration.values()) {
            readers.put(generation, new GenerationReader(generation));
        }
        return readers;
    }
}
