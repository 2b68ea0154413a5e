package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.couchdb.CouchDbOptions.PlainHttp;
import io.keyholder.domain.InvalidValueException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the account and what is stored may go without encryption. */
class PlainHttpTest {
    private static final URI LOCAL = URI.create("http://localhost:5984");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:5984",
                "http://LOCALHOST",
                "http://127.0.0.1:5984",
                "http://127.8.9.10",
                "http://[::1]:5984",
                "https://couch.example:6984"
            })
    void goesToThisMachineOrIsEncrypted(String server) {
        assertThat(CouchDbOptions.of(URI.create(server), "users").server()).hasToString(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://couch.example:5984",
                "http://10.0.0.1",
                "http://localhost.example",
                "http://127.0.0.1.example",
                "http://12.7.0.0",
                "http://[::2]:5984",
                "HTTP://couch.example"
            })
    void goesElsewhereOnlyByName(String server) {
        URI address = URI.create(server);
        assertThatThrownBy(() -> CouchDbOptions.of(address, "users"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("PlainHttp.ANYWHERE");
        assertThatThrownBy(() -> CouchDbOptions.of(LOCAL, "users").withOtherServers(List.of(address)))
                .isInstanceOf(InvalidValueException.class);
        assertThat(CouchDbOptions.of(address, "users", PlainHttp.ANYWHERE).server())
                .isEqualTo(address);
    }
}
