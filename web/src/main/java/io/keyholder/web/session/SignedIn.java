package io.keyholder.web.session;

import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.web.practice.Role;
import io.keyholder.web.view.Names;
import java.util.Optional;

/**
 * The user who sent a request, as stored at this moment.
 *
 * @param user as stored
 * @param actor on whose authority everything of this request is done
 */
public record SignedIn(User user, Actor.LoggedIn actor) {
    /** Its id. */
    public UserId id() {
        return user.id();
    }

    /** The name that people read. */
    public String name() {
        return Names.of(user);
    }

    /** Whose keys it holds; absent for an administrator. */
    public Optional<DataOwnerId> keyOwner() {
        return user.dataOwner().keyOwner();
    }

    public boolean isPatient() {
        return Role.PATIENT.isOf(user);
    }

    public boolean isProfessional() {
        return Role.PROFESSIONAL.isOf(user);
    }

    public boolean isAdministrator() {
        return Role.ADMINISTRATOR.isOf(user);
    }

    /** Whether the pages about other people are of use to it. */
    public boolean seesPeople() {
        return isProfessional() || isAdministrator();
    }
}
