package io.keyholder.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.user.User;
import io.keyholder.testkit.arbitraries.UserArbitraries;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws over every user that the domain can hold. */
class UserRoundTripProperties {
    @Property
    void everyUserComesBackEqual(@ForAll("users") User user) {
        assertThat(UserDocuments.read(UserDocuments.write(user))).isEqualTo(user);
    }

    @Property(tries = 200)
    void everyUserComesBackEqualThroughBytes(@ForAll("users") User user) {
        byte[] document = UserDocuments.writeUtf8(user);

        assertThat(UserDocuments.read(document)).isEqualTo(user);
        assertThat(document).isEqualTo(UserDocuments.write(user).getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 200)
    void writtenDocumentsAreCommonJsonOnOneLine(@ForAll("users") User user) {
        String document = UserDocuments.write(user);

        assertThat(document).doesNotContain("\n");
        assertThat(ReferenceJson.object(document))
                .containsEntry("_id", user.id().value());
    }

    @Provide
    Arbitrary<User> users() {
        return UserArbitraries.users();
    }
}
