package io.keyholder.benchmarks.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reading and writing documents of users, beside Jackson's databind on the same bytes without checking anything. */
final class DocumentRows implements Group {
    private static final int[] TOKENS = {3, 14};
    private static final int BYTES_PER_KILOBYTE = 1_000;

    private final ObjectMapper mapper = new ObjectMapper();

    private DocumentRows() {}

    static Group open() {
        return new DocumentRows();
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int tokens : TOKENS) {
            User user = user(tokens);
            byte[] document = UserDocuments.writeUtf8(user);
            Map<?, ?> read = read(document);
            String size = (document.length + BYTES_PER_KILOBYTE / 2) / BYTES_PER_KILOBYTE + "-kb";
            rows.add(new Row("read-" + size, 1, () -> UserDocuments.read(document), "databind", () -> read(document)));
            byte[] foreign = foreign(read);
            rows.add(new Row(
                    "read-foreign-" + size, 1, () -> UserDocuments.read(foreign), "databind", () -> read(foreign)));
            rows.add(new Row(
                    "write-" + size,
                    1,
                    () -> UserDocuments.writeUtf8(user),
                    "databind",
                    () -> mapper.writeValueAsBytes(read)));
        }
        return rows;
    }

    private Map<?, ?> read(byte[] document) {
        try {
            return mapper.readValue(document, Map.class);
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    /** The same in another order, spelled otherwise and with a member that is not known here. */
    private byte[] foreign(Map<?, ?> document) {
        List<Map.Entry<?, ?>> members = new ArrayList<>(document.entrySet());
        Collections.reverse(members);
        Map<Object, Object> foreign = new LinkedHashMap<>();
        foreign.put("appointmentColour", "blue");
        members.forEach(member -> foreign.put(member.getKey(), member.getValue()));
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(foreign);
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static User user(int tokens) {
        Instant now = Instant.parse("2026-11-30T10:00:00Z");
        User user = User.of(
                        new UserId("7a4e2c0e-6c2f-4ad5-9f5b-0b1f4a3c2d1e"),
                        LoginIdentifiers.login("mary")
                                .withEmail("mary@example.org")
                                .withMobilePhone("+32470000001"),
                        Lifecycle.startingAt(now, UserStatus.ACTIVE))
                .withCredentials(Credentials.NONE.withPasswordHash(
                        PasswordHash.of("{bcrypt}$2b$12$WApznUPhDubN0oeveSXHp.Rkc0ky5HjFpQ4OIoDG6GGx9hV2cXv9K")));
        for (int number = 0; number < tokens; number++) {
            user = user.withTokens(user.tokens()
                    .with(
                            "device " + number,
                            AuthenticationToken.of(
                                    PasswordHash.of("{sha256}" + "0123456789abcdef".repeat(4)),
                                    now,
                                    TokenValidity.unlimited())));
        }
        return user;
    }
}
