package io.keyholder.commandline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.commandline.terminal.CommandFailure;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster is named by its nodes, and a wrong URL is not repeated. */
class ClusterPlaceTest {
    @Test
    void oneNodeIsEnough() {
        assertThat(StorePlace.database("http://localhost:5984/users"))
                .isEqualTo(new StorePlace.Database(URI.create("http://localhost:5984"), List.of(), "users"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a:6984/users,https://b:6984,https://c",
                "https://a:6984/users/, https://b:6984/users ,https://c/",
            })
    void moreNodesFollowBehindCommas(String urls) {
        assertThat(StorePlace.database(urls))
                .isEqualTo(new StorePlace.Database(
                        URI.create("https://a:6984"),
                        List.of(URI.create("https://b:6984"), URI.create("https://c")),
                        "users"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a:5984,http://b:5984/users",
                "http://a:5984/users,http://b:5984/others",
                "http://a:5984/users,",
                "http://a:5984/users,b:5984",
                "http://a:5984/users,ftp://b/users",
                "http://a:5984/users,http://ada:secret@b:5984",
                "http://a:5984/users,http://b:5984?secret",
            })
    void refusesWhatIsNoClusterAndRepeatsNoUrl(String urls) {
        assertThatThrownBy(() -> StorePlace.database(urls))
                .isInstanceOf(CommandFailure.class)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("5984/others");
    }
}
