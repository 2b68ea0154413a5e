package io.keyholder.web.key;

import io.keyholder.application.Keyholder;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.web.session.SignedIn;
import jakarta.servlet.http.HttpSession;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;

/** A person's own keys: the public halves here, the private ones in its browser. */
@Controller
class KeyController {
    private static final int MOST_KIT_LENGTH = 20_000;

    private final Keyholder keyholder;
    private final Challenges challenges;
    private final Kits kits;

    KeyController(Keyholder keyholder, Challenges challenges, Kits kits) {
        this.keyholder = keyholder;
        this.challenges = challenges;
        this.kits = kits;
    }

    /** A public key that a browser made. */
    record Offered(String spki) {}

    /** What a browser answers to a challenge. */
    record Answered(String proof) {}

    /** What became of a key. */
    record Registered(String state) {}

    /** The file of a recovery kit. */
    record Kit(String file) {}

    @GetMapping("/key")
    String page(SignedIn me, Model model) {
        DataOwnerId owner = owner(me);
        model.addAttribute("owner", owner.value());
        model.addAttribute("keys", KeyView.of(keyholder.keys().publicKeysOf(owner)));
        model.addAttribute("kit", kits.of(owner).orElse(""));
        model.addAttribute("warning", PrivateKeyHandover.WARNING);
        return "key";
    }

    @PostMapping("/key/challenge")
    @ResponseBody
    Challenges.Question challenge(SignedIn me, @RequestBody Offered offered, HttpSession session) {
        return challenges.ask(owner(me), offered.spki(), session);
    }

    @PostMapping("/key/register")
    @ResponseBody
    Registered register(SignedIn me, @RequestBody Answered answered, HttpSession session) {
        var changed = keyholder
                .keys()
                .registerProven(me.actor(), challenges.prove(answered.proof(), session))
                .orThrow();
        return new Registered(changed.key().vouch().isPresent() ? "in use" : "waiting");
    }

    @PostMapping("/key/kit")
    @ResponseBody
    Registered keepKit(SignedIn me, @RequestBody Kit kit) {
        if (kit.file().length() > MOST_KIT_LENGTH) {
            throw new InvalidValueException("recovery kit", "has more than " + MOST_KIT_LENGTH + " characters");
        }
        kits.keep(owner(me), kit.file());
        return new Registered("kept");
    }

    private static DataOwnerId owner(SignedIn me) {
        return me.keyOwner().orElseThrow(() -> new InvalidValueException("user", "stands for no one and has no keys"));
    }
}
