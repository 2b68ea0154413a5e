package io.keyholder.adapters.couchdb;

/**
 * How an {@link Adoption} ended.
 *
 * @param users how many users this run looked at
 * @param ambiguous how many identifiers it found with several users
 * @param unreadable how many users' documents it could not read
 * @param isAdopted whether every identifier of every user is reserved for it now. False also when an interrupted run
 *     before this one found flaws: run again to hear of them
 */
public record AdoptionResult(long users, long ambiguous, long unreadable, boolean isAdopted) {}
