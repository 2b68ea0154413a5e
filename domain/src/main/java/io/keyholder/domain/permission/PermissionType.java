package io.keyholder.domain.permission;

import io.keyholder.domain.internal.Check;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a permission is about. iCure's fourteen types are constants (FORMATS section 3); a host adds its own by name,
 * such as {@code PermissionType.of("BOOK_APPOINTMENT")}. A type means nothing beyond its name, except that
 * {@link #ADMIN} implies every type that is not itself revoked, a host's own too. Two types are equal when their names
 * are, letter case included. Immutable.
 *
 * @param name 1 to 64 letters, digits, {@code _ . : -} of ASCII, a letter first
 */
public record PermissionType(String name) {
    private static final int MAX_LENGTH = 64;

    /** To log in. */
    public static final PermissionType AUTHENTICATE = of("AUTHENTICATE");
    /** To act as a healthcare party. */
    public static final PermissionType HCP = of("HCP");
    /** To act as a physician. */
    public static final PermissionType PHYSICIAN = of("PHYSICIAN");
    /** Everything that is not itself revoked. */
    public static final PermissionType ADMIN = of("ADMIN");

    public static final PermissionType PATIENT_VIEW = of("PATIENT_VIEW");
    public static final PermissionType PATIENT_CREATE = of("PATIENT_CREATE");
    public static final PermissionType PATIENT_CHANGE_DELETE = of("PATIENT_CHANGE_DELETE");
    public static final PermissionType MEDICAL_DATA_VIEW = of("MEDICAL_DATA_VIEW");
    public static final PermissionType MEDICAL_DATA_CREATE = of("MEDICAL_DATA_CREATE");
    public static final PermissionType MEDICAL_CHANGE_DELETE = of("MEDICAL_CHANGE_DELETE");
    public static final PermissionType FINANCIAL_DATA_VIEW = of("FINANCIAL_DATA_VIEW");
    public static final PermissionType FINANCIAL_DATA_CREATE = of("FINANCIAL_DATA_CREATE");
    public static final PermissionType FINANCIAL_CHANGE_DELETE = of("FINANCIAL_CHANGE_DELETE");
    /** To read data of an earlier system. */
    public static final PermissionType LEGACY_DATA_VIEW = of("LEGACY_DATA_VIEW");

    /** iCure's types, which its own servers understand. */
    public static final List<PermissionType> ICURE = List.of(
            AUTHENTICATE,
            HCP,
            PHYSICIAN,
            ADMIN,
            PATIENT_VIEW,
            PATIENT_CREATE,
            PATIENT_CHANGE_DELETE,
            MEDICAL_DATA_VIEW,
            MEDICAL_DATA_CREATE,
            MEDICAL_CHANGE_DELETE,
            FINANCIAL_DATA_VIEW,
            FINANCIAL_DATA_CREATE,
            FINANCIAL_CHANGE_DELETE,
            LEGACY_DATA_VIEW);

    public PermissionType {
        Check.that(
                isName(name),
                "permission type",
                "is not a name of 1 to 64 letters, digits and _ . : - that begins with a letter");
    }

    /**
     * The type of this name: one of iCure's, or one of the host's own.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is no name of a type
     */
    public static PermissionType of(String name) {
        return new PermissionType(name);
    }

    /**
     * All types that can matter where these are mentioned: iCure's, these, and one that is none of them and so stands
     * for every other.
     */
    public static Set<PermissionType> representatives(Collection<PermissionType> mentioned) {
        Set<PermissionType> all = new LinkedHashSet<>(ICURE);
        all.addAll(mentioned);
        int number = 0;
        while (!all.add(of("other" + number))) {
            number++;
        }
        return all;
    }

    /** The name alone. */
    private static boolean isName(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH || !isLetter(name.charAt(0))) {
            return false;
        }
        for (int index = 1; index < name.length(); index++) {
            char character = name.charAt(index);
            boolean isDigit = character >= '0' && character <= '9';
            if (!isLetter(character) && !isDigit && "_.:-".indexOf(character) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char character) {
        return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
    }

    @Override
    public String toString() {
        return name;
    }
}
