package io.keyholder.web.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.WebAttributes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of the login. The starter takes what they send. */
@Controller
class LoginController {
    @GetMapping("/welcome")
    String form(
            @RequestParam Optional<String> bye,
            @RequestParam Optional<String> changed,
            HttpServletRequest request,
            Model model) {
        bye.ifPresent(said -> model.addAttribute("done", "You are logged out. Your key, if kept here, stays here."));
        changed.ifPresent(done -> model.addAttribute("done", "Your password is changed. Log in with it."));
        return withProblem("login", request, model);
    }

    @GetMapping("/welcome/code")
    String code(HttpServletRequest request, Model model) {
        return withProblem("code", request, model);
    }

    @GetMapping("/welcome/password")
    String password(HttpServletRequest request, Model model) {
        return withProblem("new-password", request, model);
    }

    /** Shows once why the last step failed. */
    private static String withProblem(String page, HttpServletRequest request, Model model) {
        HttpSession session = request.getSession(false);
        if (session != null
                && session.getAttribute(WebAttributes.AUTHENTICATION_EXCEPTION)
                        instanceof AuthenticationException failure) {
            session.removeAttribute(WebAttributes.AUTHENTICATION_EXCEPTION);
            model.addAttribute("problem", String.valueOf(failure.getMessage()));
        }
        return page;
    }
}
