package io.keyholder.springboot.security.web;

import io.keyholder.domain.access.Refusal;
import io.keyholder.springboot.message.KeyholderMessages;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** Leads a person to the login page, with the reason where a login has ended. A program gets 401 with the reason. */
final class LoginEntryPoint extends LoginUrlAuthenticationEntryPoint {
    private final KeyholderMessages messages;

    LoginEntryPoint(String loginPage, KeyholderMessages messages) {
        super(loginPage);
        this.messages = messages;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException, ServletException {
        if (Client.of(request) != Client.PROGRAM) {
            super.commence(request, response, exception);
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        String reason =
                RunningLoginFilter.end(request).map(end -> end.text().key()).orElse("login.NEEDED");
        ProblemWriter.write(response, HttpStatus.UNAUTHORIZED, reason, messages.text(reason));
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
