package io.keyholder.testkit.arbitraries;

import java.util.Set;

/** The names that some reader of user documents gives a meaning to, at any level (FORMATS sections 1 to 7). */
final class KnownMemberNames {
    private static final Set<String> NAMES = Set.of((
            // the user
            """
                    _id _rev _attachments _revs_info _conflicts _deleted deleted created identifier name login email \
                    mobilePhone deviceId properties roles permissions type status passwordHash secret use2fa isUse2fa \
                    groupId healthcarePartyId patientId autoDelegations createdDate lastLoginDate expirationDate \
                    termsOfUseDate activationToken activationTokenExpirationDate passwordToken \
                    passwordTokenExpirationDate applicationTokens authenticationTokens rev_history userType \
                    loginIdentifiers hashedLoginIdentifiers loginHash java_type \
                    deletionDate endOfLife enabled isEnabled active isActive disabled isDisabled inactive isInactive \
                    deactivated isDeactivated suspended isSuspended blocked isBlocked banned isBanned locked isLocked \
                    archived isArchived isDeleted \
                    """
                    // a property, its type, its value; an external identifier
                    + """
                    id typedValue encryptedSelf scope unique localized editor booleanValue integerValue doubleValue \
                    stringValue dateValue assigner start end system use value \
                    """
                    // a permission, its items and predicates
                    + """
                    grants revokes grant revoke criteria predicate predicates itemType key operator negative \
                    currentUser dataType patientStatus useless validity validFrom validUntil from until \
                    """
                    // a token
                    + "token creationTime revoked revokedValidity revocationTime scopes restrictedTo")
            .split(" "));

    private KnownMemberNames() {}

    static boolean contains(String name) {
        return NAMES.contains(name) || name.startsWith("_") || name.startsWith("keyholder");
    }
}
