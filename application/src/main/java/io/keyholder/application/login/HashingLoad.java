package io.keyholder.application.login;

/**
 * How much password hashing a host has at a moment. Immutable.
 *
 * @param running how many hashes run
 * @param waiting how many callers wait for their turn
 */
public record HashingLoad(int running, int waiting) {}
