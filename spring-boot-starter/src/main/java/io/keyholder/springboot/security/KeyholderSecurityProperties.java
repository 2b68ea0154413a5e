package io.keyholder.springboot.security;

import io.keyholder.domain.permission.PermissionType;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Spring Security sees users. Immutable.
 *
 * @param permissionTypes Permission types of the host's own, beside those of iCure. An administrator gets an authority
 *     for each of them.
 */
@ConfigurationProperties("keyholder.security")
public record KeyholderSecurityProperties(@DefaultValue List<String> permissionTypes) {
    List<PermissionType> types() {
        return permissionTypes.stream().map(PermissionType::of).toList();
    }
}
