package io.keyholder.verification.wrong.ports;

/** Deliberately wrong: shows a type of a library. */
public final class PortThatShowsJackson {
    public com.fasterxml.jackson.core.JsonParser parser(com.fasterxml.jackson.core.JsonParser same) {
        return same;
    }
}
