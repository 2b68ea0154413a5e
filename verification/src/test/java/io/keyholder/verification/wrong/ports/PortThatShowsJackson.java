package io.keyholder.verification.wrong.ports;

/** Deliberately wrong: shows a type of a library. */
public final class PortThatShowsJackson {
    public com.fasterxml.jackson.databind.JsonNode tree(com.fasterxml.jackson.databind.JsonNode same) {
        return same;
    }
}
