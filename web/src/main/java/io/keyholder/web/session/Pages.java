package io.keyholder.web.session;

import io.keyholder.application.access.ForbiddenException;
import io.keyholder.application.result.UnsuccessfulException;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.web.practice.Practice;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What all pages share: the name of the practice, and how a refusal is shown. */
@ControllerAdvice
class Pages {
    private final Practice practice;

    Pages(Practice practice) {
        this.practice = practice;
    }

    @ModelAttribute("practice")
    String practice() {
        return practice.name();
    }

    @ModelAttribute("hasMailbox")
    boolean hasMailbox() {
        return practice.mailServer().isEmpty();
    }

    @ExceptionHandler
    String forbidden(ForbiddenException forbidden, HttpServletResponse response, Model model) {
        return refused(HttpServletResponse.SC_FORBIDDEN, forbidden, response, model);
    }

    @ExceptionHandler
    String unsuccessful(UnsuccessfulException unsuccessful, HttpServletResponse response, Model model) {
        return refused(HttpServletResponse.SC_FORBIDDEN, unsuccessful, response, model);
    }

    @ExceptionHandler
    String invalid(InvalidValueException invalid, HttpServletResponse response, Model model) {
        return refused(HttpServletResponse.SC_BAD_REQUEST, invalid, response, model);
    }

    private String refused(int status, RuntimeException refusal, HttpServletResponse response, Model model) {
        response.setStatus(status);
        model.addAttribute("status", status);
        model.addAttribute("problem", String.valueOf(refusal.getMessage()));
        model.addAttribute("practice", practice.name());
        model.addAttribute("hasMailbox", hasMailbox());
        return "error";
    }
}
