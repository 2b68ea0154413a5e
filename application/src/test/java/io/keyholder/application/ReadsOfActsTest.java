package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.login.LogInResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An audited act of an administrator on another user reads that user once. It reads the administrator once, and once
 * more beside the write where slow work or the host's code came between.
 */
class ReadsOfActsTest {
    private static final UserId CHIEF = new UserId("chief");

    private final Fixture fixture = new Fixture();
    private final Keyholder keyholder = fixture.keyholder;
    private Actor chief = Actor.host();

    private record Act(String name, int readsOfActor, BiConsumer<ReadsOfActsTest, User> act) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Act> acts() {
        Profile named = Profile.NONE.withName("Ada");
        Password fresh = Password.of("lamp ferry walnut 17");
        TokenValidity unlimited = TokenValidity.unlimited();
        TokenScope all = TokenScope.unrestricted();
        return Stream.of(
                new Act("replace", 1, (to, ada) -> to.keyholder.users().modify(to.chief, ada.withProfile(named))),
                new Act(
                        "modify",
                        2,
                        (to, ada) -> to.keyholder.users().modify(to.chief, ada.id(), user -> user.withProfile(named))),
                new Act(
                        "create a token",
                        1,
                        (to, ada) -> to.keyholder.tokens().create(to.chief, ada.id(), "door", unlimited, all)),
                new Act("revoke a token", 1, (to, ada) -> to.keyholder.tokens().revoke(to.chief, ada.id(), "door")),
                new Act("remove tokens", 1, (to, ada) -> to.keyholder.tokens().removeExpired(to.chief, ada.id())),
                new Act("enrol", 1, (to, ada) -> to.keyholder.secondFactors().enrol(to.chief, ada.id(), "Practice")),
                new Act("confirm", 1, (to, ada) -> to.keyholder.secondFactors().confirm(to.chief, ada.id(), "000000")),
                new Act(
                        "remove a factor",
                        2,
                        (to, ada) -> to.keyholder.secondFactors().remove(to.chief, ada.id())),
                new Act(
                        "demand a change",
                        2,
                        (to, ada) -> to.keyholder.passwords().demandChange(to.chief, ada.id())),
                new Act("reset", 2, (to, ada) -> to.keyholder.passwords().reset(to.chief, ada.id(), fresh)));
    }

    @ParameterizedTest
    @MethodSource("acts")
    void readsTheTargetOnce(Act act) {
        User ada = fixture.user("ada");
        fixture.user("chief", user -> user.withId(CHIEF).asAdministrator());
        chief = ((LogInResult.Accepted) keyholder.logIn("chief", Fixture.password())).actor();
        long reads = fixture.storage.readsOf(ada.id());
        long readsOfActor = fixture.storage.readsOf(CHIEF);

        act.act.accept(this, ada);

        assertThat(fixture.storage.readsOf(ada.id()) - reads).isEqualTo(1);
        assertThat(fixture.storage.readsOf(CHIEF) - readsOfActor).isEqualTo(act.readsOfActor);
    }
}
