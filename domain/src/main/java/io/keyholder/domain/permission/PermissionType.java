package io.keyholder.domain.permission;

/** What a permission is about; iCure's vocabulary (FORMATS section 3). */
public enum PermissionType {
    /** To log in. */
    AUTHENTICATE,
    /** To act as a healthcare party. */
    HCP,
    /** To act as a physician. */
    PHYSICIAN,
    /** Everything that is not itself revoked. */
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
    /** To read data of an earlier system. */
    LEGACY_DATA_VIEW
}
