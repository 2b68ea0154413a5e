package io.keyholder.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.Keyholder;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.invitation.InvitationState;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.user.User;
import io.keyholder.testkit.model.PracticeModel.Deed;
import io.keyholder.testkit.model.PracticeModel.Step;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All that a practice holds at one moment. */
record Practice(Map<UserId, User> users, List<RegisteredKey> keys, Map<InvitationId, Invitation> invitations) {
    static Practice of(Keyholder keyholder, List<String> owners) {
        Map<UserId, User> users = new TreeMap<>();
        keyholder
                .users()
                .forEach(Actor.host(), user -> users.put(user.id(), user))
                .orElseThrow();
        List<RegisteredKey> keys = owners.stream()
                .flatMap(owner -> keyholder.keys().publicKeysOf(new DataOwnerId(owner)).stream())
                .toList();
        Map<InvitationId, Invitation> invitations = users.keySet().stream()
                .flatMap(id -> keyholder.invitations().of(Actor.host(), id).orElseThrow().stream())
                .collect(Collectors.toMap(Invitation::id, invitation -> invitation));
        return new Practice(users, keys, invitations);
    }

    /** That no key was lost, forgot a word or a revocation, or got one from whom it may not. */
    void checkKeys(Practice before, Step step, boolean mayAdminister) {
        for (RegisteredKey key : before.keys) {
            RegisteredKey now = keys.stream()
                    .filter(other -> other.owner().equals(key.owner())
                            && other.publicKey().equals(key.publicKey()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("a key of " + key.owner() + " was lost"));
            assertThat(key.vouch().isPresent() && !now.vouch().equals(key.vouch()))
                    .as("a key has another word")
                    .isFalse();
            assertThat(key.revoked().isPresent() && !now.revoked().equals(key.revoked()))
                    .as("a revocation changed")
                    .isFalse();
            assertThat(now.revoked().equals(key.revoked()) || mayAdminister)
                    .as("a key was revoked by %s", step.actor())
                    .isTrue();
            assertThat(key.vouch().isEmpty()
                            && now.vouch().isPresent()
                            && step.actor().equals(key.owner().value()))
                    .as("%s vouches for a key of its own", step.actor())
                    .isFalse();
        }
        assertThat(keys.size() - before.keys.size())
                .as("keys that were added")
                .isBetween(0, step.deed() == Deed.REGISTER_KEY ? 1 : 0);
    }

    /** That only an acceptance accepts, and that what was accepted stays so. */
    void checkInvitations(Practice before, Step step) {
        invitations.forEach((id, invitation) -> {
            boolean was = before.invitations.containsKey(id) && isAccepted(before.invitations.get(id));
            assertThat(isAccepted(invitation) && !was && step.deed() != Deed.ACCEPT)
                    .as("an invitation is accepted without an acceptance")
                    .isFalse();
            assertThat(was && !isAccepted(invitation))
                    .as("an invitation is open again")
                    .isFalse();
        });
    }

    private static boolean isAccepted(Invitation invitation) {
        return invitation.state() instanceof InvitationState.Accepted;
    }
}
