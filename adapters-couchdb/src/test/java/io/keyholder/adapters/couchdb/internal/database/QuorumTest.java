package io.keyholder.adapters.couchdb.internal.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.internal.document.Replies;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {
    /** The shards of these ids, as {@code /_shards} of CouchDB 3.5.0 names them. */
    @ParameterizedTest
    @CsvSource({
        "3, ada, 55555555, aaaaaaa9",
        "3, keyholder;identifier;0a, 00000000, 55555554",
        "3, Zoë, 55555555, aaaaaaa9",
        "3, keyholder;store, aaaaaaaa, ffffffff",
        "8, ada, 80000000, 9fffffff",
        "8, keyholder;identifier;0a, 40000000, 5fffffff",
        "8, Zoë, 60000000, 7fffffff",
        "8, keyholder;store, e0000000, ffffffff",
        // halves and quarters of shards that were split
        "2, ada, 80000000, 8fffffff",
        "3, ada, 80000000, 8fffffff"
    })
    void asksTheCopiesThatKeepADocument(int shards, String id, String first, String last) {
        Quorum quorum = Quorum.of(Replies.json("{\"cluster\":{\"q\":" + shards + ",\"n\":3,\"w\":2,\"r\":2}}"));
        assertThat(quorum.probesBeside(List.of(id))).hasSize(1).allSatisfy(probe -> {
            CRC32 hash = new CRC32();
            hash.update(probe.getBytes(UTF_8));
            assertThat(hash.getValue()).isBetween(Long.parseLong(first, 16), Long.parseLong(last, 16));
        });
    }
}
