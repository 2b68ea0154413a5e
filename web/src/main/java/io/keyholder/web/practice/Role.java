package io.keyholder.web.practice;

import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.User;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a person is in the practice, and what it may do by that. */
public enum Role {
    /** Reads its own notes. */
    PATIENT("Patient"),
    /** Invites people and writes notes. */
    PROFESSIONAL("Professional"),
    /** A device of the practice, which takes measurements. */
    DEVICE("Device"),
    /** Gives roles and reads the audit trail. */
    ADMINISTRATOR("Administrator");

    /** The roles that people and devices are invited to. */
    public static final List<Role> INVITED = List.of(PATIENT, PROFESSIONAL, DEVICE);

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** The name that people read. */
    public String label() {
        return label;
    }

    /** The name that is stored with the user. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Roles and permissions of a user in this role alone. */
    public Authorization authorization() {
        return new Authorization(Set.of(key()), List.of());
    }

    /** Whom a user in this role stands for. */
    public DataOwner standingFor(String id) {
        return switch (this) {
            case PATIENT -> DataOwner.patient(id);
            case PROFESSIONAL -> DataOwner.healthcareParty(id);
            case DEVICE -> DataOwner.device(id);
            case ADMINISTRATOR -> DataOwner.NONE;
        };
    }

    /** Whether the user has this role. */
    public boolean isOf(User user) {
        return user.authorization().roles().contains(key());
    }

    /** The role that is stored under this name; absent when there is none. */
    public static Optional<Role> of(String key) {
        return Arrays.stream(values()).filter(role -> role.key().equals(key)).findFirst();
    }

    /** The roles of a user, in the order of this enumeration. */
    public static List<Role> allOf(User user) {
        return Arrays.stream(values()).filter(role -> role.isOf(user)).toList();
    }

    /** What a stored role means; nothing when it is unknown. */
    public static List<Permission> permissionsOf(String key) {
        return of(key).map(Role::permission).map(List::of).orElse(List.of());
    }

    private Permission permission() {
        return switch (this) {
            case PATIENT -> Permission.granting(PermissionType.MEDICAL_DATA_VIEW);
            case PROFESSIONAL ->
                Permission.granting(
                        PermissionType.HCP,
                        PermissionType.PATIENT_VIEW,
                        PermissionType.PATIENT_CREATE,
                        PermissionType.MEDICAL_DATA_VIEW,
                        PermissionType.MEDICAL_DATA_CREATE);
            case DEVICE -> Permission.granting(PermissionType.MEDICAL_DATA_CREATE);
            case ADMINISTRATOR -> Permission.granting(PermissionType.ADMIN);
        };
    }
}
