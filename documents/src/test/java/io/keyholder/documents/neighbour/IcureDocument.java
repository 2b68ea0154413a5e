package io.keyholder.documents.neighbour;

/** User documents as text, as an iCure server stores them. */
final class IcureDocument {
    private IcureDocument() {}

    /** An active user with a login and these further members. */
    static String user(String members) {
        return "{\"_id\":\"u\",\"login\":\"mary\",\"status\":\"ACTIVE\","
                + "\"java_type\":\"org.taktik.icure.entities.User\"" + members + "}";
    }

    /** The same with one property that has this value. */
    static String withProperty(String value) {
        return user(",\"properties\":[{\"id\":\"p\",\"typedValue\":{" + value + "}}]");
    }

    /** The same with one token. */
    static String withToken(String name, long creationTime, int validity, String more) {
        return user(",\"authenticationTokens\":{\"" + name + "\":{\"token\":\"x\",\"creationTime\":" + creationTime
                + ",\"validity\":" + validity + more + "}}");
    }

    /** A grant or revoke with these further members. */
    static String item(String type, String more) {
        return "{\"java_type\":\"org.taktik.icure.entities.security.AlwaysPermissionItem\",\"type\":\"" + type + "\""
                + more + "}";
    }
}
