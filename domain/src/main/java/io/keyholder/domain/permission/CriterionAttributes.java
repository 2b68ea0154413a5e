package io.keyholder.domain.permission;

/**
 * The attributes that the criteria of iCure's first generation ask for (FORMATS section 3). A host that has such
 * permissions supplies them; one that is not supplied is unknown, and never opens a door.
 */
public final class CriterionAttributes {
    /** Text: {@code ADMINISTRATIVE}, {@code HEALTH}, {@code SENSITIVE} or {@code CONFIDENTIAL}. */
    public static final String DATA_TYPE = "dataType";

    /** Text, as iCure has it at the patient. */
    public static final String PATIENT_STATUS = "patientStatus";

    /** Flag: whether the user that asks created the data. */
    public static final String IS_DATA_CREATOR = "isDataCreator";

    /** Flag: whether the user that asks changed the data last. */
    public static final String IS_DATA_MODIFIER = "isDataModifier";

    /** Flag: whether the user that asks created the patient. */
    public static final String IS_PATIENT_CREATOR = "isPatientCreator";

    /** Flag: whether the user that asks changed the patient last. */
    public static final String IS_PATIENT_MODIFIER = "isPatientModifier";

    /** Flag: whether the user that asks is the patient's referring healthcare party. */
    public static final String IS_PATIENT_REFERENCE = "isPatientReference";

    /** Flag: whether the user that asks is in the patient's team. */
    public static final String IS_PATIENT_TEAM = "isPatientTeam";

    private CriterionAttributes() {}
}
