package io.keyholder.testserver.icure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;

/** What a person changes at an iCure server when it saves a user. */
public enum IcureChange {
    /** Nothing: the server saves what it read. */
    NOTHING,
    RENAMES,
    DISABLES,
    ENABLES,
    DELETES,
    UNDELETES,
    ENDS_EARLIER,
    ENDS_LATER,
    ENDS_NEVER,
    GRANTS_ADMIN,
    REMOVES_PERMISSIONS,
    REMOVES_REVOKES,
    GIVES_A_ROLE,
    REMOVES_ROLES,
    REMOVES_TOKENS,
    MAKES_TOKENS,
    PROLONGS_TOKENS,
    CHANGES_CONTACT,
    LINKS,
    MOVES_TO_A_GROUP,
    SETS_A_PASSWORD,
    OPENS,
    TURNS_CODES_OFF,
    CHANGES_THE_SECRET,
    DELEGATES,
    ADDS_A_PROPERTY;

    private static final long LATE = 4_000_000_000_000L;
    private static final String ITEM = "org.taktik.icure.entities.security.AlwaysPermissionItem";

    /** Changes a document. */
    public void in(ObjectNode user) {
        switch (this) {
            case NOTHING -> {}
            case RENAMES -> user.put("name", "Another Name");
            case DISABLES -> user.put("status", "DISABLED");
            case ENABLES -> user.put("status", "ACTIVE");
            case DELETES -> user.put("deleted", 1_764_000_000_000L);
            case UNDELETES -> user.remove("deleted");
            case ENDS_EARLIER -> user.put("expirationDate", 1L);
            case ENDS_LATER -> user.put("expirationDate", LATE);
            case ENDS_NEVER -> user.remove("expirationDate");
            case GRANTS_ADMIN -> grantAdmin(user);
            case REMOVES_PERMISSIONS -> user.putArray("permissions");
            case REMOVES_REVOKES -> user.withArray("permissions").forEach(IcureChange::removeRevokes);
            case GIVES_A_ROLE -> user.withArray("roles").add("ADMINISTRATOR");
            case REMOVES_ROLES -> user.putArray("roles");
            case REMOVES_TOKENS -> {
                user.putObject("authenticationTokens");
                user.putObject("applicationTokens");
            }
            case MAKES_TOKENS -> {
                addToken(user, "gateway");
                addToken(user, "invitation:2");
                user.withObject("/applicationTokens").put("gateway", "a-token-in-clear");
            }
            case PROLONGS_TOKENS -> user.path("authenticationTokens").forEach(IcureChange::prolong);
            case CHANGES_CONTACT -> user.put("email", "new@example.org").put("mobilePhone", "+32470");
            case LINKS ->
                user.put("healthcarePartyId", "another")
                        .put("patientId", "another")
                        .put("deviceId", "another");
            case MOVES_TO_A_GROUP -> user.put("groupId", "another");
            case SETS_A_PASSWORD -> user.put("type", "database").put("passwordHash", "1".repeat(64));
            case OPENS -> user.put("type", "database").put("isUse2fa", false).put("use2fa", false);
            case TURNS_CODES_OFF ->
                user.put("isUse2fa", false).put("use2fa", false).remove("secret");
            case CHANGES_THE_SECRET -> user.put("secret", "GEZDGNBVGY3TQOJQ");
            case DELEGATES ->
                user.withObject("/autoDelegations").putArray("all").add("another");
            case ADDS_A_PROPERTY ->
                user.withArray("properties")
                        .addObject()
                        .putObject("type")
                        .put("identifier", "new")
                        .put("type", "STRING");
        }
    }

    /** Takes one right away, in whichever form the document grants it. */
    public static void removeGrant(ObjectNode user, String type) {
        for (JsonNode permission : user.withArray("permissions")) {
            if (permission.has("grant")) {
                int bits = permission.path("grant").asInt() & ~IcureModel.bit(type);
                ((ObjectNode) permission).put("grant", bits);
            }
            for (Iterator<JsonNode> grants = permission.path("grants").iterator(); grants.hasNext(); ) {
                if (grants.next().path("type").asText().equals(type)) {
                    grants.remove();
                }
            }
        }
    }

    /** Removes one token. */
    public static void removeToken(ObjectNode user, String name) {
        user.withObject("/authenticationTokens").remove(name);
    }

    private static void grantAdmin(ObjectNode user) {
        ObjectNode permission = user.withArray("permissions").addObject();
        permission.put("grant", 2);
        permission
                .putArray("grants")
                .addObject()
                .put("java_type", ITEM)
                .put("type", "ADMIN")
                .putObject("predicate");
        permission.putArray("revokes");
    }

    private static void removeRevokes(JsonNode permission) {
        ((ObjectNode) permission).put("revoke", 0).putArray("revokes");
    }

    private static void prolong(JsonNode token) {
        ((ObjectNode) token).put("validity", -1).put("creationTime", LATE);
    }

    private static void addToken(ObjectNode user, String name) {
        user.withObject("/authenticationTokens")
                .putObject(name)
                .put("token", "2".repeat(64))
                .put("creationTime", 1_763_999_999_000L)
                .put("validity", 3_600);
    }
}
