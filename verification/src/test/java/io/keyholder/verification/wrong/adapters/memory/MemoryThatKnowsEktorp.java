package io.keyholder.verification.wrong.adapters.memory;

/** Deliberately wrong: uses the library of another adapter. */
public final class MemoryThatKnowsEktorp {
    String client() {
        return org.ektorp.http.HttpClient.class.getName();
    }
}
