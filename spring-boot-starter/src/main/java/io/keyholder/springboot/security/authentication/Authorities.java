package io.keyholder.springboot.security.authentication;

import io.keyholder.domain.access.Actor;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionEvaluation;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.user.User;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * What a user may do as authorities of Spring Security: the name of each permission type that is granted now, whatever
 * the thing is that it is asked for, and {@code ROLE_} with each role of a login that is not narrowed. Thread-safe.
 */
public final class Authorities {
    private static final String ROLE_PREFIX = "ROLE_";

    private final RoleCatalogue roles;
    private final List<PermissionType> ofTheHost;
    private final Clock clock;

    /**
     * The authorities by what roles mean.
     *
     * @param ofTheHost the host's own permission types, which an administrator has without their being named
     */
    public Authorities(RoleCatalogue roles, Collection<PermissionType> ofTheHost, Clock clock) {
        this.roles = roles;
        this.ofTheHost = List.copyOf(ofTheHost);
        this.clock = clock;
    }

    /** What this user may do within the scope of its login. */
    public List<GrantedAuthority> of(User user, Actor.LoggedIn actor) {
        return of(user, actor.scope());
    }

    /** What this user may do by all its permissions. */
    public List<GrantedAuthority> of(User user) {
        return of(user, TokenScope.unrestricted());
    }

    private List<GrantedAuthority> of(User user, TokenScope scope) {
        Instant now = clock.instant();
        List<Permission> permissions = user.authorization().expanded(roles);
        List<GrantedAuthority> authorities = new ArrayList<>();
        for (PermissionType type : typesThatMatter(permissions)) {
            if (!type.name().startsWith(ROLE_PREFIX)
                    && scope.allows(type)
                    && PermissionEvaluation.decide(permissions, type, Attributes.NONE, now)
                            .isGranted()) {
                authorities.add(new SimpleGrantedAuthority(type.name()));
            }
        }
        if (scope instanceof TokenScope.Unrestricted) {
            user.authorization()
                    .roles()
                    .forEach(role -> authorities.add(new SimpleGrantedAuthority(ROLE_PREFIX + role)));
        }
        return authorities;
    }

    private Set<PermissionType> typesThatMatter(List<Permission> permissions) {
        Set<PermissionType> types = new LinkedHashSet<>(PermissionType.ICURE);
        types.addAll(ofTheHost);
        permissions.forEach(permission ->
                permission.grants().stream().map(PermissionItem::type).forEach(types::add));
        return types;
    }
}
