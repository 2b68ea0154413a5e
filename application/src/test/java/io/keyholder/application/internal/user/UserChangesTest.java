package io.keyholder.application.internal.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.Fixture;
import io.keyholder.application.Keyholder;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UserChangesTest {
    private static final UserId CHIEF = new UserId("chief");

    private final Fixture fixture = new Fixture();
    private final Keyholder keyholder = fixture.keyholder;
    private final User ada = fixture.user("ada");

    @Test
    void storesAChangedCopyOfTheUserAsItWasRead() {
        ModifyResult result = keyholder.users().modify(Actor.host(), named(ada, "Ada"));

        assertThat(result).isEqualTo(new ModifyResult.Modified(fixture.stored(ada.id())));
        assertThat(storedName()).isEqualTo("Ada");
    }

    @Test
    void aReplacementReadsActorAndTargetOnce() {
        Actor chief = chief();
        long reads = fixture.storage.readsOf(ada.id());
        long readsOfChief = fixture.storage.readsOf(CHIEF);

        assertThat(keyholder.users().modify(chief, named(ada, "Ada")).isModified())
                .isTrue();

        assertThat(fixture.storage.readsOf(ada.id()) - reads).isEqualTo(1);
        assertThat(fixture.storage.readsOf(CHIEF) - readsOfChief).isEqualTo(1);
        assertThat(fixture.changes.get(fixture.changes.size() - 1).kinds())
                .containsExactly(UserEvent.Kind.PROFILE_CHANGED);
    }

    @Test
    void aChangeReadsItsTargetOnceAndTheActorBeforeAndAfterItRuns() {
        Actor chief = chief();
        long reads = fixture.storage.readsOf(ada.id());
        long readsOfChief = fixture.storage.readsOf(CHIEF);

        assertThat(keyholder
                        .users()
                        .modify(chief, ada.id(), user -> named(user, "Ada"))
                        .isModified())
                .isTrue();

        assertThat(fixture.storage.readsOf(ada.id()) - reads).isEqualTo(1);
        assertThat(fixture.storage.readsOf(CHIEF) - readsOfChief).isEqualTo(2);
    }

    private Actor chief() {
        fixture.user("chief", user -> user.withId(CHIEF).asAdministrator());
        return ((LogInResult.Accepted) keyholder.logIn("chief", Fixture.password())).actor();
    }

    @Test
    void refusesACopyOfAUserThatSomebodyElseChanged() {
        keyholder.users().modify(Actor.host(), named(ada, "Countess"));

        assertThat(keyholder.users().modify(Actor.host(), named(ada, "Ada")))
                .isEqualTo(new ModifyResult.Stale(fixture.stored(ada.id())));
        assertThat(storedName()).isEqualTo("Countess");
    }

    @Test
    void refusesAUserThatWasNeverStored() {
        assertThatThrownBy(() -> keyholder.users().modify(Actor.host(), ada.withoutRevision()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("revision");
    }

    @Test
    void missesAUserThatIsNotThere() {
        User stranger = User.of(new UserId("stranger"), ada.identifiers(), ada.lifecycle());

        assertThat(keyholder
                        .users()
                        .modify(
                                Actor.host(),
                                stranger.withRevision(ada.revision().orElseThrow())))
                .isEqualTo(new ModifyResult.Missing());
        assertThat(keyholder.users().modify(Actor.host(), stranger.id(), user -> named(user, "Ada")))
                .isEqualTo(new ModifyResult.Missing());
    }

    @Test
    void refusesAnIdentifierThatAnotherUserIsKnownBy() {
        fixture.user("grace", user -> user.withId(new UserId("grace")));

        assertThat(keyholder
                        .users()
                        .modify(Actor.host(), ada.id(), user -> user.withIdentifiers(LoginIdentifiers.login("GRACE"))))
                .isEqualTo(new ModifyResult.IdentifierTaken(IdentifierKey.of("grace")));
        assertThat(fixture.stored(ada.id())).isEqualTo(ada);
    }

    @Test
    void repeatsAChangeOnWhatSomebodyElseWrote() {
        AtomicInteger rivals = new AtomicInteger(3);
        fixture.storage.beforeEachWrite(() -> {
            if (rivals.getAndDecrement() > 0) {
                keyholder.users().modify(Actor.host(), ada.id(), user -> named(user, nameOf(user) + "+"));
            }
        });

        keyholder.users().modify(Actor.host(), ada.id(), user -> named(user, nameOf(user) + "!"));

        assertThat(storedName()).isEqualTo("+++!");
    }

    @Test
    void givesUpWhenSomebodyElseIsAlwaysFaster() {
        AtomicInteger count = new AtomicInteger();
        fixture.storage.beforeEachWrite(() -> {
            String rival = "rival " + count.incrementAndGet();
            keyholder.users().modify(Actor.host(), ada.id(), user -> named(user, rival));
        });

        assertThat(keyholder.users().modify(Actor.host(), ada.id(), user -> named(user, "Ada")))
                .isEqualTo(new ModifyResult.Stale(fixture.stored(ada.id())));
    }

    @Test
    void writesNothingWhenNothingChanges() {
        assertThat(keyholder.users().modify(Actor.host(), ada.id(), user -> user))
                .isEqualTo(new ModifyResult.Modified(ada));
        assertThat(fixture.stored(ada.id()).revision()).isEqualTo(ada.revision());
    }

    @Test
    void refusesAChangeThatGivesAnotherId() {
        User other = User.of(new UserId("other"), ada.identifiers(), ada.lifecycle());

        assertThatThrownBy(() -> keyholder.users().modify(Actor.host(), ada.id(), user -> other))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("another id");
    }

    @Test
    void refusesAChangeThatBringsBackAnEarlierState() {
        keyholder.users().modify(Actor.host(), named(ada, "Countess"));

        assertThatThrownBy(() -> keyholder.users().modify(Actor.host(), ada.id(), user -> ada))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("not made from");
        assertThat(storedName()).isEqualTo("Countess");
    }

    private String storedName() {
        return nameOf(fixture.stored(ada.id()));
    }

    private static User named(User user, String name) {
        return user.withProfile(Profile.NONE.withName(name));
    }

    private static String nameOf(User user) {
        return user.profile().name().orElse("");
    }
}
