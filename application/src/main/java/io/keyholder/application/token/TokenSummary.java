package io.keyholder.application.token;

import io.keyholder.domain.token.AuthenticationToken;
import java.time.Instant;
import java.util.Optional;

/**
 * A token as its owner sees it in a list. Holds no value: no one has it but its bearer.
 *
 * @param name its name
 * @param token as stored
 * @param lastUse when it last let its bearer in, to the minute; absent when never
 */
public record TokenSummary(String name, AuthenticationToken token, Optional<Instant> lastUse) {}
