package io.keyholder.testserver.icure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A model of a live iCure server of one generation: it reads, fails, evaluates and saves user documents as FORMATS
 * section 11 says. Shares nothing with the library under test. Stateless and thread-safe.
 */
public final class IcureModel {
    /** The Java server of 2018 to 2022. */
    public static final IcureModel G1 = new IcureModel(
            "G1",
            Set.of(
                    "secret",
                    "use2fa",
                    "createdDate",
                    "lastLoginDate",
                    "expirationDate",
                    "applicationTokens",
                    "rev_history"),
            Set.of("activationToken", "activationTokenExpirationDate", "passwordToken", "passwordTokenExpirationDate"),
            Integer.MAX_VALUE);
    /** The Kotlin server of 2022. */
    public static final IcureModel G2 = new IcureModel(
            "G2",
            Set.of(
                    "secret",
                    "isUse2fa",
                    "createdDate",
                    "lastLoginDate",
                    "expirationDate",
                    "applicationTokens",
                    "rev_history"),
            Set.of("created", "mobilePhone", "deviceId", "authenticationTokens"),
            Integer.MAX_VALUE);
    /** The open server of 2026. */
    public static final IcureModel G3 = new IcureModel(
            "G3",
            Set.of("created", "mobilePhone", "deviceId", "authenticationTokens"),
            Set.of("identifier", "applicationTokens"),
            Long.MAX_VALUE);

    /** All of them. */
    public static final List<IcureModel> ALL = List.of(G1, G2, G3);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final List<String> TYPES_OF_G2 = List.of(
            "AUTHENTICATE",
            "ADMIN",
            "PATIENT_VIEW",
            "PATIENT_CREATE",
            "PATIENT_CHANGE_DELETE",
            "MEDICAL_DATA_VIEW",
            "MEDICAL_DATA_CREATE",
            "MEDICAL_CHANGE_DELETE",
            "FINANCIAL_DATA_VIEW",
            "FINANCIAL_DATA_CREATE",
            "FINANCIAL_CHANGE_DELETE");
    private static final List<String> TYPES_OF_G3_ALONE = List.of("HCP", "PHYSICIAN", "LEGACY_DATA_VIEW");
    private static final Map<String, Integer> BITS = Map.of("AUTHENTICATE", 1, "ADMIN", 2, "PATIENT_VIEW", 16);
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
    private static final List<String> DATES =
            List.of("createdDate", "lastLoginDate", "expirationDate", "termsOfUseDate", "created", "deleted");
    private static final BigDecimal LAST_MOMENT = new BigDecimal(Instant.MAX.getEpochSecond()).movePointRight(3);
    private static final String ITEM = "org.taktik.icure.entities.security.AlwaysPermissionItem";

    private final Set<String> known = new LinkedHashSet<>(List.of(
            "_id",
            "_rev",
            "_attachments",
            "deleted",
            "name",
            "login",
            "email",
            "properties",
            "roles",
            "permissions",
            "type",
            "status",
            "passwordHash",
            "groupId",
            "healthcarePartyId",
            "patientId",
            "autoDelegations",
            "termsOfUseDate",
            "java_type"));
    private final long greatestInteger;

    private final String name;

    private IcureModel(String name, Set<String> own, Set<String> more, long greatestInteger) {
        this.name = name;
        known.addAll(own);
        known.addAll(more);
        this.greatestInteger = greatestInteger;
    }

    /** A document that fails the whole list call of a server. */
    public static final class UnreadableDocument extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableDocument(String where) {
            super(where);
        }
    }

    /**
     * Reads a document.
     *
     * @throws UnreadableDocument when this generation's reader fails on it
     */
    public void read(String json) {
        ObjectNode user = parse(json);
        word(user, "status", Set.of("ACTIVE", "DISABLED", "REGISTERING"));
        word(user, "type", Set.of("database", "ldap", "token"));
        DATES.stream().filter(known::contains).forEach(name -> moment(user.path(name), name));
        List.of("properties", "roles", "permissions").forEach(name -> collection(user, name));
        user.path("properties").forEach(this::readProperty);
        user.path("permissions").forEach(this::readPermission);
        collection(user, "autoDelegations");
        user.path("autoDelegations").fieldNames().forEachRemaining(tag -> {
            require(TAGS.contains(tag), "autoDelegations");
            require(user.path("autoDelegations").path(tag).isArray(), "autoDelegations");
        });
        if (known.contains("authenticationTokens")) {
            collection(user, "authenticationTokens");
            user.path("authenticationTokens").forEach(token -> {
                require(token.path("token").isTextual(), "authenticationTokens");
                require(token.path("creationTime").isNumber(), "authenticationTokens");
                require(token.path("validity").isIntegralNumber(), "authenticationTokens");
                moment(token.path("creationTime"), "authenticationTokens");
            });
        }
    }

    /** What a user may do there: revokes, predicates and time limits are not evaluated. */
    public Set<String> granted(String json) {
        Set<String> granted = new LinkedHashSet<>();
        for (JsonNode permission : parse(json).path("permissions")) {
            if (this == G1) {
                BITS.forEach((type, bit) -> {
                    if ((permission.path("grant").asInt() & bit) != 0) {
                        granted.add(type);
                    }
                });
            } else {
                permission
                        .path("grants")
                        .forEach(item -> granted.add(item.path("type").asText()));
            }
        }
        return granted;
    }

    /** Whether the password alone may let the user in at all: neither an end nor another source is looked at. */
    public boolean letsInByPassword(String json) {
        ObjectNode user = parse(json);
        boolean hasSecondFactor = this != G3
                && user.path(this == G1 ? "use2fa" : "isUse2fa").asBoolean()
                && user.path("secret").isTextual();
        return isAlive(user) && user.path("passwordHash").isTextual() && !hasSecondFactor;
    }

    /** The names of the tokens that log in at {@code now}, whatever their scopes are. */
    public Set<String> usableTokens(String json, Instant now) {
        ObjectNode user = parse(json);
        Set<String> names = new LinkedHashSet<>();
        if (this == G1 || !isAlive(user)) {
            return names;
        }
        user.path("authenticationTokens").properties().forEach(entry -> {
            BigDecimal created = entry.getValue().path("creationTime").decimalValue();
            long validity = entry.getValue().path("validity").asLong();
            BigDecimal end = created.add(BigDecimal.valueOf(validity).movePointRight(3));
            if (validity == -1 || end.compareTo(BigDecimal.valueOf(now.toEpochMilli())) > 0) {
                names.add(entry.getKey());
            }
        });
        return names;
    }

    /** Whether the check of a code works: a secret of another form than plain Base32 makes it throw. */
    public boolean canCheckCodes(String json) {
        return this != G3 && parse(json).path("secret").asText().matches("[A-Z2-7]+=*");
    }

    /**
     * Whether its check accepts a code of the second factor.
     *
     * @throws IllegalArgumentException when the stored secret is of another form than plain Base32
     */
    public boolean acceptsCode(String json, String code, Instant now) {
        return this != G3 && new CodeCheck(parse(json).path("secret").asText()).accepts(code, now);
    }

    /** Whether it finds the user by this login, email or phone. */
    public boolean finds(String json, String identifier) {
        ObjectNode user = parse(json);
        List<String> members = this == G1 ? List.of("login") : List.of("login", "email", "mobilePhone");
        return !truthy(user.path("deleted"))
                && members.stream().anyMatch(name -> user.path(name).asText().equals(identifier));
    }

    /** Whether its lists show the user as alive: {@code deleted: 0} counts as alive. G1 lists users by their logins. */
    public boolean lists(String json) {
        ObjectNode user = parse(json);
        return !truthy(user.path("deleted"))
                && (this != G1 || user.path("login").isTextual());
    }

    /**
     * The whole number of a property that a list shows: G1 reads lists in another way than single users, and takes
     * another number where it is too large. Which one is not known; the lowest 32 bits stand for it here.
     */
    public long listedInteger(long stored) {
        return this == G1 ? (int) stored : stored;
    }

    /**
     * The document that this server stores when it reads a user, changes it and saves it.
     *
     * @throws UnreadableDocument when its reader fails
     */
    public String save(String json, Consumer<ObjectNode> change) {
        read(json);
        ObjectNode user = parse(json);
        change.accept(user);
        List<String> unknown = new ArrayList<>();
        user.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name) || user.path(name).isNull()) {
                unknown.add(name);
            }
        });
        user.remove(unknown);
        user.set("properties", each(user.path("properties"), this::savedProperty));
        user.set("permissions", each(user.path("permissions"), this::savedPermission));
        if (!user.has("roles")) {
            user.putArray("roles");
        }
        if (!user.has("autoDelegations")) {
            user.putObject("autoDelegations");
        }
        if (this == G3 || !user.has("applicationTokens")) {
            user.putObject("applicationTokens");
        }
        if (this != G3 && !user.has("rev_history")) {
            user.putObject("rev_history");
        }
        if (this == G3) {
            Set<String> kept = Set.of("id", "assigner", "start", "end", "system", "type", "use", "value");
            user.set("identifier", each(user.path("identifier"), identifier -> only(identifier, kept)));
        }
        if (this != G1) {
            user.set("authenticationTokens", savedTokens(user.path("authenticationTokens")));
            if (!user.has("created")) {
                user.put("created", 1_764_500_000_000L);
            }
        }
        if (user.path("passwordHash").isTextual()) {
            user.put("passwordHash", savedHash(user.path("passwordHash").asText()));
        }
        return user.toString();
    }

    /** The same without a change. */
    public String save(String json) {
        return save(json, user -> {});
    }

    /** How this server stores a password. */
    public String hashed(String password) {
        String salt = "{" + "A".repeat(43) + "=}";
        return this == G1 ? sha256(password) : salt + sha256(password + salt);
    }

    /** The bit of the first generation for a right; 0 when it has none. */
    static int bit(String type) {
        return BITS.getOrDefault(type, 0);
    }

    /** The model of this generation. */
    public static IcureModel of(String generation) {
        return ALL.stream()
                .filter(model -> model.name.equals(generation))
                .findFirst()
                .orElseThrow();
    }

    /** The generation. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }

    private String savedHash(String hash) {
        return isKnownHash(hash) ? hash : hashed(hash);
    }

    private boolean isKnownHash(String hash) {
        return hash.matches("[A-Za-z0-9]{64}")
                || (this != G1 && hash.matches("\\{[A-Za-z0-9+/=]{44}\\}[0-9a-f]{64}"))
                || (this == G3 && hash.matches("\\{(bcrypt|pbkdf2)\\}.*"));
    }

    private void readProperty(JsonNode property) {
        require(property.isObject(), "properties");
        moment(property.path("deleted"), "properties");
        JsonNode value = property.path("typedValue");
        require(value.isMissingNode() || value.isNull() || value.isObject(), "properties");
        JsonNode whole = value.path("integerValue");
        if (!whole.isMissingNode() && !whole.isNull()) {
            require(
                    whole.isIntegralNumber()
                            && whole.bigIntegerValue().abs().bitLength() < 64
                            && Math.abs(whole.longValue()) <= greatestInteger,
                    "properties");
        }
        moment(value.path("dateValue"), "properties");
        Set<String> types = Set.of("BOOLEAN", "INTEGER", "DOUBLE", "STRING", "DATE", "CLOB", "JSON");
        word(value, "type", types);
        word(property.path("type"), "type", types);
    }

    private void readPermission(JsonNode permission) {
        require(permission.isObject(), "permissions");
        if (this == G1) {
            return;
        }
        for (String list : List.of("grants", "revokes")) {
            collection(permission, list);
            for (JsonNode item : permission.path(list)) {
                String type = item.path("type").asText();
                JsonNode predicate = item.path("predicate");
                require(item.path("java_type").asText().equals(ITEM), "permissions");
                require(TYPES_OF_G2.contains(type) || (this == G3 && TYPES_OF_G3_ALONE.contains(type)), "permissions");
                require(
                        this == G3 || predicate.isMissingNode() || (predicate.isObject() && predicate.isEmpty()),
                        "permissions");
            }
        }
    }

    private JsonNode savedProperty(JsonNode property) {
        ObjectNode saved = only(property, Set.of("id", "type", "typedValue", "deleted", "encryptedSelf"));
        if (this == G1) {
            saved.remove("id");
            saved.putObject("_attachments");
        }
        if (saved.path("type").isObject()) {
            saved.set("type", only(saved.path("type"), Set.of("identifier", "type")));
        }
        if (saved.path("typedValue").isObject()) {
            saved.set(
                    "typedValue",
                    only(
                            saved.path("typedValue"),
                            Set.of(
                                    "type",
                                    "booleanValue",
                                    "integerValue",
                                    "doubleValue",
                                    "stringValue",
                                    "dateValue",
                                    "encryptedSelf")));
        }
        return saved;
    }

    private JsonNode savedPermission(JsonNode permission) {
        ObjectNode saved = JSON.createObjectNode();
        if (this == G1) {
            saved.put("grant", permission.path("grant").asInt());
            saved.put("revoke", permission.path("revoke").asInt());
            saved.set("criteria", each(permission.path("criteria"), criterion -> criterion));
            return saved;
        }
        Set<String> kept = this == G2 ? Set.of("java_type", "type", "predicate") : Set.of("java_type", "type");
        for (String list : List.of("grants", "revokes")) {
            saved.set(list, each(permission.path(list), item -> {
                ObjectNode savedItem = only(item, kept);
                savedItem.putObject("predicate");
                return savedItem;
            }));
        }
        return saved;
    }

    private static ObjectNode savedTokens(JsonNode tokens) {
        ObjectNode saved = JSON.createObjectNode();
        tokens.properties()
                .forEach(entry ->
                        saved.set(entry.getKey(), only(entry.getValue(), Set.of("token", "creationTime", "validity"))));
        return saved;
    }

    private static ArrayNode each(JsonNode list, UnaryOperator<JsonNode> saved) {
        ArrayNode result = JSON.createArrayNode();
        list.forEach(element -> result.add(saved.apply(element)));
        return result;
    }

    private static ObjectNode only(JsonNode source, Set<String> names) {
        ObjectNode kept = JSON.createObjectNode();
        source.properties().forEach(entry -> {
            if (names.contains(entry.getKey()) && !entry.getValue().isNull()) {
                kept.set(entry.getKey(), entry.getValue());
            }
        });
        return kept;
    }

    private boolean isAlive(ObjectNode user) {
        return user.path("status").asText().equals("ACTIVE") && !truthy(user.path("deleted"));
    }

    private static boolean truthy(JsonNode value) {
        return value.isNumber() && value.decimalValue().signum() != 0;
    }

    private static void moment(JsonNode value, String where) {
        boolean isAbsent = value.isMissingNode() || value.isNull();
        require(isAbsent || (value.isNumber() && value.decimalValue().abs().compareTo(LAST_MOMENT) <= 0), where);
    }

    private static void word(JsonNode object, String name, Set<String> words) {
        Optional.of(object.path(name))
                .filter(value -> !value.isMissingNode() && !value.isNull())
                .ifPresent(value -> require(words.contains(value.asText()), name));
    }

    private static void collection(JsonNode object, String name) {
        JsonNode value = object.path(name);
        require(value.isMissingNode() || value.isContainerNode(), name);
    }

    private static void require(boolean isReadable, String where) {
        if (!isReadable) {
            throw new UnreadableDocument(where);
        }
    }

    private static ObjectNode parse(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException noJson) {
            throw new IllegalArgumentException(noJson);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
