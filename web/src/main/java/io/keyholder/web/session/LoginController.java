package io.keyholder.web.session;

import io.keyholder.application.Keyholder;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginTicket;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.credential.Password;
import io.keyholder.web.view.Moments;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Logging in: a password, then a code where the user has a second factor. */
@Controller
class LoginController {
    private static final String TICKET = "ticket";

    private final Keyholder keyholder;

    LoginController(Keyholder keyholder) {
        this.keyholder = keyholder;
    }

    @GetMapping("/login")
    String form(@RequestParam Optional<String> ended, @RequestParam Optional<String> bye, Model model) {
        ended.flatMap(LoginController::reason)
                .ifPresent(reason -> model.addAttribute("problem", reason.text().english()));
        bye.ifPresent(said -> model.addAttribute("done", "You are logged out. Your key, if kept here, stays here."));
        return "login";
    }

    @PostMapping("/login")
    String logIn(
            @RequestParam String identifier,
            @RequestParam String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("identifier", identifier);
        try (Password typed = Password.of(password)) {
            LogInRequest attempt = LogInRequest.withPassword(identifier, typed).from(request.getRemoteAddr());
            LogInResult result = keyholder.logIn(attempt);
            if (result instanceof LogInResult.CodeNeeded needed) {
                request.getSession().setAttribute(TICKET, needed.ticket());
                return "redirect:/login/code";
            }
            return proceed(result, request, response, model, "login");
        }
    }

    @GetMapping("/login/code")
    String codeForm(HttpSession session) {
        return session.getAttribute(TICKET) instanceof LoginTicket ? "code" : "redirect:/login";
    }

    @PostMapping("/login/code")
    String code(@RequestParam String code, HttpServletRequest request, HttpServletResponse response, Model model) {
        if (!(request.getSession().getAttribute(TICKET) instanceof LoginTicket ticket)) {
            return "redirect:/login";
        }
        LogInResult result = keyholder.logIn(LogInRequest.withCode(ticket, code).from(request.getRemoteAddr()));
        return proceed(result, request, response, model, "code");
    }

    private static String proceed(
            LogInResult result, HttpServletRequest request, HttpServletResponse response, Model model, String form) {
        if (result instanceof LogInResult.Accepted accepted) {
            Logins.begin(accepted.actor(), request, response);
            return "redirect:/";
        }
        model.addAttribute("problem", problem(result));
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        return form;
    }

    private static String problem(LogInResult result) {
        if (result instanceof LogInResult.Refused refused) {
            return refused.reason().text().english()
                    + refused.retryAt()
                            .map(moment -> " The next attempt counts at " + Moments.time(moment) + ".")
                            .orElse("");
        }
        return "Many people are logging in at this moment. Try again.";
    }

    private static Optional<Refusal.Reason> reason(String name) {
        for (Refusal.Reason reason : Refusal.Reason.values()) {
            if (reason.name().equals(name)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
