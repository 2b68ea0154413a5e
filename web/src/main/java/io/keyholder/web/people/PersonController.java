package io.keyholder.web.people;

import io.keyholder.application.Keyholder;
import io.keyholder.application.invitation.InviteResult;
import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.result.Outcome;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.DecisionExplanation;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.user.User;
import io.keyholder.web.key.KeyView;
import io.keyholder.web.note.Notes;
import io.keyholder.web.practice.Role;
import io.keyholder.web.session.SignedIn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One person: its state, roles, keys, what it may do and why, and the notes about it. */
@Controller
@RequestMapping("/people/{id}")
class PersonController {
    private final Keyholder keyholder;
    private final Notes notes;

    PersonController(Keyholder keyholder, Notes notes) {
        this.keyholder = keyholder;
        this.notes = notes;
    }

    @GetMapping
    String page(SignedIn me, @PathVariable String id, @RequestParam Optional<String> permission, Model model) {
        User user = keyholder.users().find(me.actor(), new UserId(id)).orThrow().user();
        List<RegisteredKey> keys =
                user.dataOwner().keyOwner().map(keyholder.keys()::publicKeysOf).orElse(List.of());
        model.addAttribute("person", PersonView.of(user));
        model.addAttribute("keys", KeyView.of(keys));
        model.addAttribute("roles", Role.values());
        model.addAttribute("held", user.authorization().roles());
        model.addAttribute("isPatient", Role.PATIENT.isOf(user));
        model.addAttribute("permissions", PermissionType.ICURE);
        permission.map(PermissionType::of).ifPresent(type -> explain(me, user, type, model));
        if (me.isProfessional()) {
            user.dataOwner().patient().ifPresent(patient -> addNotes(me, patient, keys, model));
        }
        return "person";
    }

    @PostMapping("/disable")
    String disable(SignedIn me, @PathVariable String id, RedirectAttributes redirect) {
        return after(id, keyholder.users().disable(me.actor(), new UserId(id)), "The user is disabled.", redirect);
    }

    @PostMapping("/enable")
    String enable(SignedIn me, @PathVariable String id, RedirectAttributes redirect) {
        return after(id, keyholder.users().enable(me.actor(), new UserId(id)), "The user is enabled.", redirect);
    }

    @PostMapping("/roles")
    String roles(
            SignedIn me,
            @PathVariable String id,
            @RequestParam(required = false, defaultValue = "") Set<String> role,
            RedirectAttributes redirect) {
        Set<String> known = new LinkedHashSet<>();
        Stream.of(Role.values()).map(Role::key).filter(role::contains).forEach(known::add);
        return after(
                id,
                keyholder
                        .users()
                        .modify(
                                me.actor(),
                                new UserId(id),
                                user -> user.withAuthorization(
                                        user.authorization().withRoles(known))),
                "The roles are changed.",
                redirect);
    }

    @PostMapping("/resend")
    String resend(SignedIn me, @PathVariable String id, RedirectAttributes redirect) {
        InviteResult result = keyholder.invitations().resend(me.actor(), new UserId(id));
        if (result instanceof InviteResult.Sent) {
            redirect.addFlashAttribute("done", "Another message is on its way. The link of the earlier one has ended.");
        } else {
            redirect.addFlashAttribute("problem", PeopleController.problem(result));
        }
        return "redirect:/people/" + id;
    }

    @PostMapping("/vouch")
    String vouch(SignedIn me, @PathVariable String id, @RequestParam String fingerprint, RedirectAttributes redirect) {
        User user = keyholder.users().find(me.actor(), new UserId(id)).orThrow().user();
        DataOwnerId owner = user.dataOwner().keyOwner().orElseThrow();
        Fingerprint known = keyholder.keys().publicKeysOf(owner).stream()
                .map(key -> key.publicKey().fingerprint())
                .filter(print -> print.matches(fingerprint))
                .findFirst()
                .orElseThrow();
        return after(id, keyholder.keys().vouch(me.actor(), owner, known), "The key is in use.", redirect);
    }

    private static String after(String id, Outcome<?> outcome, String done, RedirectAttributes redirect) {
        if (outcome instanceof ForbiddenOutcome forbidden) {
            redirect.addFlashAttribute("problem", forbidden.refusal().explanation());
        } else {
            outcome.orThrow();
            redirect.addFlashAttribute("done", done);
        }
        return "redirect:/people/" + id;
    }

    private void explain(SignedIn me, User user, PermissionType type, Model model) {
        DecisionExplanation explanation = keyholder
                .permissions()
                .decide(me.actor(), user.id(), type, Attributes.NONE)
                .orElseThrow()
                .orElseThrow();
        model.addAttribute("asked", type.name());
        model.addAttribute("isGranted", explanation.decision().isGranted());
        model.addAttribute("explanation", explanation.lines());
    }

    private void addNotes(SignedIn me, DataOwnerId patient, List<RegisteredKey> keys, Model model) {
        List<RegisteredKey> own =
                me.keyOwner().map(keyholder.keys()::publicKeysOf).orElse(List.of());
        model.addAttribute("patient", patient.value());
        model.addAttribute("owner", me.keyOwner().map(DataOwnerId::value).orElse(""));
        model.addAttribute("notes", notes.about(patient));
        model.addAttribute("patientKeys", trusted(keys));
        model.addAttribute("ownKeys", trusted(own));
    }

    private static List<KeyView> trusted(List<RegisteredKey> keys) {
        return KeyView.of(keys.stream().filter(RegisteredKey::isTrusted).toList());
    }
}
