package io.keyholder.verification.wrong.adapters.couchdb;

/** Deliberately wrong: knows another adapter. */
public final class CouchDbThatKnowsMemory {
    public Object memory() {
        return new io.keyholder.verification.wrong.adapters.memory.MemoryThatKnowsCrypto();
    }
}
