package io.keyholder.adapters.couchdb;

/**
 * What a server answered.
 *
 * @param status the HTTP status
 * @param body the whole body
 */
record Reply(int status, String body) {
    boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
