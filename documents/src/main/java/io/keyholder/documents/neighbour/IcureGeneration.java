package io.keyholder.documents.neighbour;

/** A generation of the iCure server. Each reads, evaluates and saves a user document in its own way. */
public enum IcureGeneration {
    /** The Java server of 2018 to 2022. */
    G1,
    /** The Kotlin server of 2022. */
    G2,
    /** The open server of 2026. */
    G3
}
