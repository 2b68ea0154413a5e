package io.keyholder.springboot.security;

import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.UserAdmission;
import io.keyholder.domain.user.Admission;
import io.keyholder.domain.user.User;
import io.keyholder.springboot.security.authentication.Authorities;
import java.util.List;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Users for what insists on a {@link UserDetailsService}, such as a login by certificate. Its users have no password,
 * so none of them gets in by one past the pauses and the second factor. Thread-safe.
 */
public final class KeyholderUserDetailsService implements UserDetailsService {
    private final Keyholder keyholder;
    private final KeyholderOptions options;
    private final Authorities authorities;

    KeyholderUserDetailsService(Keyholder keyholder, KeyholderOptions options, Authorities authorities) {
        this.keyholder = keyholder;
        this.options = options;
        this.authorities = authorities;
    }

    /**
     * The user known by this login, email or mobile phone, under its id.
     *
     * @throws UsernameNotFoundException when there is none, or several
     */
    @Override
    public UserDetails loadUserByUsername(String identifier) {
        User found = keyholder
                .users()
                .find(Actor.host(), identifier)
                .single()
                .orElseThrow(() -> new UsernameNotFoundException("No user is known by this."));
        boolean isAdmitted =
                UserAdmission.of(found, options.roles(), options.clock().instant()) == Admission.ADMITTED;
        return org.springframework.security.core.userdetails.User.withUsername(
                        found.id().value())
                .password("")
                .disabled(!isAdmitted)
                .authorities(isAdmitted ? authorities.of(found) : List.of())
                .build();
    }
}
