package io.keyholder.verification.wrong.application.internal;

/** What a host is not to meet. */
public final class Wiring {}
