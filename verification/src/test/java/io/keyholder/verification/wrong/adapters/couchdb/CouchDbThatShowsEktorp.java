package io.keyholder.verification.wrong.adapters.couchdb;

/** Deliberately wrong: shows a type of the library it is built on. */
public final class CouchDbThatShowsEktorp {
    public org.ektorp.http.HttpClient client(org.ektorp.http.HttpClient same) {
        return same;
    }
}
