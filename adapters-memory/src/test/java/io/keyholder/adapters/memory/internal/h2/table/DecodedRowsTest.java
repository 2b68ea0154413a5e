package io.keyholder.adapters.memory.internal.h2.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.UnreadableUserException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DecodedRowsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final Revision FIRST = new Revision("1-a");
    private static final Revision SECOND = new Revision("2-a");

    @Test
    void aRowIsDecodedOnce() {
        DecodedRows<StoredUser, User> users = users(1_000_000);
        User first = users.of(row("mary", FIRST));
        assertThat(users.of(row("mary", FIRST))).isSameAs(first);
        assertThat(users.of(row("eve", FIRST)).id()).isEqualTo(new UserId("eve"));
    }

    @Test
    void anotherRowOfTheSameUserIsDecodedAnew() {
        DecodedRows<StoredUser, User> users = users(1_000_000);
        users.of(row("mary", FIRST));
        assertThat(users.of(row("mary", SECOND)).revision()).contains(SECOND);
        assertThat(users.of(row("mary", FIRST)).revision()).contains(FIRST);
    }

    /** Also when its decoded form is at hand. */
    @Test
    void aRowThatWasDamagedIsRefused() {
        DecodedRows<StoredUser, User> users = users(1_000_000);
        StoredUser row = row("mary", FIRST);
        users.of(row);
        row.document()[row.document().length / 2] ^= 1;
        assertThatThrownBy(() -> users.of(row)).isInstanceOf(UnreadableUserException.class);
    }

    @Test
    void thoseThatWereNotAskedForMakeRoom() {
        DecodedRows<StoredUser, User> users = users(2L * row("mary", FIRST).document().length);
        User mary = users.of(row("mary", FIRST));
        User jane = users.of(row("jane", FIRST));
        assertThat(users.of(row("mary", FIRST))).isSameAs(mary);
        users.of(row("rose", FIRST));
        assertThat(users.of(row("mary", FIRST))).isSameAs(mary);
        assertThat(users.of(row("jane", FIRST))).isEqualTo(jane).isNotSameAs(jane);
    }

    @Test
    void whatWasJustWrittenIsNotDecoded() {
        DecodedRows<StoredUser, User> users = users(1_000_000);
        User written = row("mary", FIRST).toUser();
        users.keep(row("mary", FIRST), written);
        assertThat(users.of(row("mary", FIRST))).isSameAs(written);
        assertThat(users.known("mary", FIRST.value())).containsSame(written);
        assertThat(users.known("mary", SECOND.value())).isEmpty();
    }

    private static DecodedRows<StoredUser, User> users(long mostBytes) {
        return new DecodedRows<>(mostBytes, StoredUser::toUser);
    }

    private static StoredUser row(String id, Revision revision) {
        User user = User.of(new UserId(id), LoginIdentifiers.login(id), Lifecycle.startingAt(NOW, UserStatus.ACTIVE));
        return StoredUser.of(user.id(), revision, UserDocuments.writeUtf8(user));
    }
}
