package io.keyholder.springboot.security;

import io.keyholder.domain.access.Refusal;
import io.keyholder.springboot.message.KeyholderMessages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** Leads to the login page, with the reason where a login has ended. */
final class LoginEntryPoint extends LoginUrlAuthenticationEntryPoint {
    private final KeyholderMessages messages;

    LoginEntryPoint(String loginPage, KeyholderMessages messages) {
        super(loginPage);
        this.messages = messages;
    }

    @Override
    protected String determineUrlToUseForThisRequest(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception) {
        Optional<Refusal.Reason> end = RunningLoginFilter.end(request);
        if (end.isEmpty()) {
            return getLoginFormUrl();
        }
        request.getSession()
                .setAttribute(
                        WebAttributes.AUTHENTICATION_EXCEPTION,
                        new CredentialsExpiredException(messages.text(end.get().text())));
        return getLoginFormUrl() + "?error";
    }
}
