package io.keyholder.springboot.security.permission;

import io.keyholder.application.Keyholder;
import io.keyholder.application.access.Answer;
import io.keyholder.domain.permission.Decision;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.text.LocalizableText;
import io.keyholder.springboot.security.authentication.KeyholderAuthentication;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.PermissionEvaluator;
import org.springframework.security.core.Authentication;

/**
 * Decides {@code hasPermission(#thing, 'TYPE')} by what is stored now, within the scope of the login. A name that is no
 * permission type is an error of the host. A login of other kinds has no permission. Thread-safe.
 */
public final class KeyholderPermissionEvaluator implements PermissionEvaluator {
    private final ObjectProvider<Keyholder> keyholder;
    private final PermissionAttributes attributes;

    /** Decides by this library, once a permission is first asked for. */
    public KeyholderPermissionEvaluator(ObjectProvider<Keyholder> keyholder, PermissionAttributes attributes) {
        this.keyholder = keyholder;
        this.attributes = attributes;
    }

    @Override
    public boolean hasPermission(
            @Nullable Authentication authentication, @Nullable Object thing, @Nullable Object permission) {
        if (!(authentication instanceof KeyholderAuthentication login)) {
            return false;
        }
        PermissionType type = permission instanceof PermissionType named ? named : PermissionType.of("" + permission);
        Answer<Decision> answer = keyholder.getObject().permissions().decide(login.actor(), type, attributes.of(thing));
        if (answer instanceof Answer.Allowed<Decision> allowed
                && allowed.value().isGranted()) {
            return true;
        }
        new Denial(reason(answer)).keep();
        return false;
    }

    /** The same with the attributes {@code id} and {@code type}. */
    @Override
    public boolean hasPermission(
            @Nullable Authentication authentication, Serializable id, String type, Object permission) {
        return hasPermission(authentication, Map.of("id", id, "type", type), permission);
    }

    private static LocalizableText reason(Answer<Decision> answer) {
        return answer instanceof Answer.Forbidden<Decision> forbidden
                ? forbidden.refusal().reason().text()
                : ((Answer.Allowed<Decision>) answer).value().text();
    }
}
