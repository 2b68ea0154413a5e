package io.keyholder.adapters.couchdb.internal.http;

/**
 * What a server answered.
 *
 * @param status the HTTP status
 * @param body the whole body
 */
public record Reply(int status, String body) {
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
