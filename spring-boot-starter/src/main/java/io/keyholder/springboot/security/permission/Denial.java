package io.keyholder.springboot.security.permission;

import io.keyholder.domain.text.LocalizableText;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Why the last permission that a request asked for was denied. For error pages of the host.
 *
 * @param reason the sentence for the person
 */
public record Denial(LocalizableText reason) {
    private static final String ATTRIBUTE = Denial.class.getName();

    /** The last denial of a request; absent when it has none. */
    public static Optional<Denial> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Denial denial ? Optional.of(denial) : Optional.empty();
    }

    /** Keeps the denial with the running request, if there is one. */
    void keep() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(ATTRIBUTE, this, RequestAttributes.SCOPE_REQUEST);
        }
    }
}
