package io.keyholder.web.note;

import io.keyholder.application.Keyholder;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.user.User;
import io.keyholder.web.session.SignedIn;
import io.keyholder.web.view.Encoded;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

/** A patient's own notes, and new ones that the browser of a professional has sealed. */
@Controller
class NoteController {
    private static final int MOST_SEALED_BYTES = 200_000;

    private final Keyholder keyholder;
    private final Notes notes;
    private final Clock clock;

    NoteController(Keyholder keyholder, Notes notes, Clock clock) {
        this.keyholder = keyholder;
        this.notes = notes;
        this.clock = clock;
    }

    /** A sealed note that comes from a browser. */
    record NewNote(UUID id, String sealed) {}

    @GetMapping("/")
    String home(SignedIn me, Model model) {
        if (me.isPatient()) {
            model.addAttribute("owner", me.keyOwner().orElseThrow().value());
            model.addAttribute("notes", me.keyOwner().map(notes::about).orElse(List.of()));
            return "notes";
        }
        return me.isAdministrator() ? "redirect:/admin" : me.isProfessional() ? "redirect:/people" : "redirect:/key";
    }

    @PostMapping("/people/{id}/notes")
    @ResponseStatus(HttpStatus.CREATED)
    void add(SignedIn me, @PathVariable String id, @RequestBody NewNote note) {
        if (!keyholder.permissions().allows(me.actor(), PermissionType.MEDICAL_DATA_CREATE, Attributes.NONE)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        if (Encoded.bytes("sealed note", note.sealed()).length > MOST_SEALED_BYTES) {
            throw new InvalidValueException("sealed note", "has more than " + MOST_SEALED_BYTES + " bytes");
        }
        User patient =
                keyholder.users().find(me.actor(), new UserId(id)).orThrow().user();
        notes.add(new Note(
                note.id().toString(),
                patient.dataOwner()
                        .patient()
                        .orElseThrow(() -> new InvalidValueException("user", "is no patient"))
                        .value(),
                me.name(),
                clock.instant(),
                note.sealed()));
    }
}
