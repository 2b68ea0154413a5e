package io.keyholder.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.InvitationRepository.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plain invitations for contract tests, and shortcuts that store them. */
public final class TestInvitations {
    public static final Instant NOW = TestUsers.NOW;

    private TestInvitations() {}

    /** A pending invitation of a user of the same name. */
    public static Invitation pending(String name) {
        return pending(name, name);
    }

    public static Invitation pending(String id, String user) {
        return Invitation.pending(
                new InvitationId(id),
                new UserId(user),
                Contact.email(user + "@example.org"),
                "en",
                NOW,
                NOW.plus(Invitation.DEFAULT_LIFE));
    }

    public static Invitation accepted(String name) {
        return accepted(name, NOW);
    }

    public static Invitation accepted(String name, Instant when) {
        return pending(name).acceptedAt(when);
    }

    public static InvitationId id(String id) {
        return new InvitationId(id);
    }

    /** Stores an invitation in the place of what is there, which must work, and returns it as stored. */
    public static Stored stored(InvitationRepository invitations, Invitation next) {
        Optional<Revision> current = invitations.find(next.id()).map(Stored::revision);
        assertThat(invitations.compareAndSet(current, next)).isTrue();
        return invitations
                .find(next.id())
                .orElseThrow(() -> new AssertionError("acknowledged invitation is not there"));
    }

    /** The ids of all open invitations, found page by page. */
    public static List<String> openIds(InvitationRepository invitations, int pageSize) {
        List<String> ids = new ArrayList<>();
        InvitationPageRequest request = InvitationPageRequest.first(pageSize);
        List<Stored> page = invitations.open(request);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(pageSize);
            page.forEach(stored -> ids.add(stored.invitation().id().value()));
            request = request.next(page);
            page = invitations.open(request);
        }
        return ids;
    }
}
