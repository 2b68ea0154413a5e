package io.keyholder.web.people;

import io.keyholder.application.Keyholder;
import io.keyholder.application.invitation.InviteResult;
import io.keyholder.application.invitation.NewInvitation;
import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.search.SearchWords;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.web.practice.Role;
import io.keyholder.web.session.SignedIn;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of people, and inviting one more. */
@Controller
class PeopleController {
    private static final int PAGE_SIZE = 12;

    private final Keyholder keyholder;

    PeopleController(Keyholder keyholder) {
        this.keyholder = keyholder;
    }

    @GetMapping("/people")
    String list(
            SignedIn me, @RequestParam(defaultValue = "") String q, @RequestParam Optional<String> after, Model model) {
        UserFilter alive = new UserFilter.Undeleted();
        UserFilter filter = q.isBlank() ? alive : new UserFilter.MatchingWords(SearchWords.of(q)).and(alive);
        PageRequest page = new PageRequest(after.map(UserId::new), PAGE_SIZE + 1);
        List<User> found = keyholder.users().search(me.actor(), filter, page).orElseThrow();
        List<PersonView> people =
                found.stream().limit(PAGE_SIZE).map(PersonView::of).toList();
        model.addAttribute("people", people);
        model.addAttribute("q", q);
        model.addAttribute("isFirst", after.isEmpty());
        model.addAttribute(
                "next", found.size() > PAGE_SIZE ? people.get(PAGE_SIZE - 1).id() : "");
        model.addAttribute("total", keyholder.users().count(me.actor(), filter).orElseThrow());
        return "people";
    }

    @ModelAttribute("invitedRoles")
    List<Role> invitedRoles() {
        return Role.INVITED;
    }

    @GetMapping("/people/invite")
    String form() {
        return "invite";
    }

    @PostMapping("/people/invite")
    String invite(
            SignedIn me,
            @RequestParam String role,
            @RequestParam String name,
            @RequestParam String email,
            Model model,
            RedirectAttributes redirect) {
        Role chosen = Role.of(role).filter(Role.INVITED::contains).orElse(Role.PATIENT);
        NewInvitation invitation = NewInvitation.of(
                        chosen.standingFor(chosen.key() + "-" + UUID.randomUUID()), Contact.email(email.strip()))
                .withProfile(Profile.NONE.withName(name.strip()))
                .withAuthorization(chosen.authorization());
        InviteResult result = keyholder.invitations().invite(me.actor(), invitation);
        if (result instanceof InviteResult.Sent sent) {
            redirect.addFlashAttribute("done", "The invitation is on its way to " + email.strip() + ".");
            return "redirect:/people/" + sent.user().id().value();
        }
        model.addAttribute("problem", problem(result));
        model.addAttribute("role", role);
        model.addAttribute("name", name);
        model.addAttribute("email", email);
        return "invite";
    }

    static String problem(InviteResult result) {
        if (result instanceof ForbiddenOutcome forbidden) {
            return forbidden.refusal().explanation();
        }
        if (result instanceof InviteResult.IdentifierTaken) {
            return "A user is known by this address already.";
        }
        if (result instanceof InviteResult.AlreadyInvited) {
            return "This person was invited before. Open it in the list to send another message.";
        }
        return result instanceof InviteResult.NotSent
                ? "The person is stored, but the message did not leave. Open it in the list to send it again."
                : "This person is not waiting for an invitation.";
    }
}
