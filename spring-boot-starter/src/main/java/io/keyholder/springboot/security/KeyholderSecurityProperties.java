package io.keyholder.springboot.security;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.springboot.InvalidSettingException;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Spring Security sees users. Immutable.
 *
 * @param permissionTypes Permission types of the host's own, beside those of iCure. An administrator gets an authority
 *     for each of them.
 * @param passwordEncoder Whether a password encoder over the hashes of Keyholder is made, for a host that stores hashes
 *     itself.
 * @param userDetailsService Whether users are offered to what insists on a user details service. They have no password
 *     there.
 */
@ConfigurationProperties("keyholder.security")
public record KeyholderSecurityProperties(
        @DefaultValue List<String> permissionTypes,
        @DefaultValue("false") boolean passwordEncoder,
        @DefaultValue("false") boolean userDetailsService) {
    List<PermissionType> types() {
        try {
            return permissionTypes.stream().map(PermissionType::of).toList();
        } catch (InvalidValueException refused) {
            throw new InvalidSettingException(
                    "keyholder.security.permission-types",
                    "is refused: " + refused.getMessage(),
                    refused,
                    "Use names of letters, digits and _ . : - that begin with a letter.");
        }
    }
}
