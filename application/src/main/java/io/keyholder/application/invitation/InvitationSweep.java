package io.keyholder.application.invitation;

/**
 * What a sweep of the invitations did.
 *
 * @param settled how many open ones were found to be accepted, taken back or expired
 * @param forgotten how many closed ones were removed
 */
public record InvitationSweep(long settled, long forgotten) {}
