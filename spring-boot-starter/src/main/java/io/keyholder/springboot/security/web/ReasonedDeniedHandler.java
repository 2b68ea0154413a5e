package io.keyholder.springboot.security.web;

import io.keyholder.springboot.message.KeyholderMessages;
import io.keyholder.springboot.security.permission.Denial;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;

/** Refuses with the reason: as problem details to a program, and as an error with its sentence to a browser. */
final class ReasonedDeniedHandler implements AccessDeniedHandler {
    private final KeyholderMessages messages;
    private final AccessDeniedHandler withoutReason = new AccessDeniedHandlerImpl();

    ReasonedDeniedHandler(KeyholderMessages messages) {
        this.messages = messages;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        Optional<Denial> denial = Denial.of(request);
        if (denial.isEmpty() || response.isCommitted()) {
            withoutReason.handle(request, response, denied);
            return;
        }
        String sentence = messages.text(denial.get().reason());
        if (Client.of(request) == Client.BROWSER) {
            response.sendError(HttpStatus.FORBIDDEN.value(), sentence);
        } else {
            ProblemWriter.write(
                    response, HttpStatus.FORBIDDEN, denial.get().reason().key(), sentence);
        }
    }
}
