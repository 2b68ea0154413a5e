package io.keyholder.web.invitation;

import io.keyholder.application.Keyholder;
import io.keyholder.application.invitation.AcceptResult;
import io.keyholder.application.invitation.InvitationAcceptance;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.user.FindResult;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.web.key.Challenges;
import io.keyholder.web.session.Logins;
import io.keyholder.web.view.Flaws;
import io.keyholder.web.view.Names;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * Accepting an invitation. The secret stands behind the {@code #} of the link, so that neither logs nor other sites see
 * it; the page sends it in the body of its requests.
 */
@Controller
@RequestMapping("/invitation")
class InvitationController {
    private static final String INVITED = "invited";

    private final Keyholder keyholder;
    private final Challenges challenges;
    private final Logins logins;

    InvitationController(Keyholder keyholder, Challenges challenges, Logins logins) {
        this.logins = logins;
        this.keyholder = keyholder;
        this.challenges = challenges;
    }

    /** The secret of an invitation. */
    record Presented(String secret) {}

    /** Who is invited; a problem, empty when there is none. */
    record Invited(String name, String contact, String owner, String problem) {}

    /** A password that is being typed. */
    record Typed(String password) {}

    /** A public key that the browser made. */
    record Offered(String spki) {}

    /** All that makes a user. */
    record Acceptance(String secret, String password, String proof) {}

    /** What became of it: the problem, empty when there is none. */
    record Outcome(List<String> problems) {}

    @GetMapping
    String page(Model model) {
        model.addAttribute("warning", PrivateKeyHandover.WARNING);
        return "invitation";
    }

    @PostMapping("/open")
    @ResponseBody
    Invited open(@RequestBody Presented presented, HttpServletRequest request) {
        try (Password secret = Password.of(presented.secret())) {
            LogInResult result =
                    keyholder.logIn(LogInRequest.withInvitation(secret).from(request.getRemoteAddr()));
            if (!(result instanceof LogInResult.Accepted accepted)) {
                return new Invited(
                        "", "", "", "This invitation was used, taken back or has ended. Ask for another one.");
            }
            User user = accepted.user();
            request.getSession().setAttribute(INVITED, user.id().value());
            String owner = user.dataOwner().keyOwner().orElseThrow().value();
            return new Invited(Names.of(user), Names.contact(user), owner, "");
        }
    }

    @PostMapping("/password")
    @ResponseBody
    Outcome check(@RequestBody Typed typed, HttpSession session) {
        try (Password password = Password.of(typed.password())) {
            return new Outcome(Flaws.texts(keyholder.passwords().flawsOf(password, invited(session))));
        }
    }

    @PostMapping("/challenge")
    @ResponseBody
    Challenges.Question challenge(@RequestBody Offered offered, HttpSession session) {
        return challenges.ask(invited(session).dataOwner().keyOwner().orElseThrow(), offered.spki(), session);
    }

    @PostMapping("/accept")
    @ResponseBody
    Outcome accept(@RequestBody Acceptance accepted, HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession();
        User invited = invited(session);
        try (Password secret = Password.of(accepted.secret());
                Password password = Password.of(accepted.password())) {
            AcceptResult result = keyholder
                    .invitations()
                    .accept(InvitationAcceptance.of(secret, password)
                            .withProvenKey(challenges.prove(accepted.proof(), session))
                            .from(request.getRemoteAddr()));
            if (!(result instanceof AcceptResult.Accepted)) {
                return new Outcome(problems(result));
            }
            LogInResult login = keyholder.logIn(
                    LogInRequest.withPassword(Names.contact(invited), password).from(request.getRemoteAddr()));
            login.success().ifPresent(success -> logins.begin(success.user(), success.actor(), request, response));
            return new Outcome(List.of());
        }
    }

    private static List<String> problems(AcceptResult result) {
        if (result instanceof AcceptResult.PasswordRefused refused) {
            return Flaws.texts(refused.flaws());
        }
        return result instanceof AcceptResult.Busy
                ? List.of("Many people are logging in at this moment. Try again.")
                : List.of("This invitation was used, taken back or has ended. Ask for another one.");
    }

    private User invited(HttpSession session) {
        if (session.getAttribute(INVITED) instanceof String id
                && keyholder.users().find(Actor.host(), new UserId(id)) instanceof FindResult.Found found) {
            return found.user();
        }
        throw new InvalidValueException("invitation", "was not opened in this browser");
    }
}
