package io.keyholder.web.admin;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.crypto.password.HashDiagnosis;
import io.keyholder.adapters.memory.InMemoryAuditTrail;
import io.keyholder.application.Keyholder;
import io.keyholder.application.access.Answer;
import io.keyholder.application.secondfactor.SecondFactorStatus;
import io.keyholder.application.user.FindResult;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Admission;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.web.session.SignedIn;
import io.keyholder.web.view.Names;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/** What needs the eye of an administrator: the audit trail, outdated hashes, and users that cannot get in. */
@Controller
class AdminController {
    private static final int SHOWN_EVENTS = 100;

    private final Keyholder keyholder;
    private final BouncyCastleCrypto crypto;
    private final InMemoryAuditTrail trail;
    private final Clock clock;

    AdminController(Keyholder keyholder, CryptoOptions options, InMemoryAuditTrail trail, Clock clock) {
        this.keyholder = keyholder;
        this.crypto = BouncyCastleCrypto.create(options);
        this.trail = trail;
        this.clock = clock;
    }

    /** A user, and what an administrator should know about it. */
    record Finding(String id, String name, String text) {}

    @GetMapping("/admin")
    String page(SignedIn me, Model model) {
        if (!me.isAdministrator()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        List<Finding> outdated = new ArrayList<>();
        List<Finding> shutOut = new ArrayList<>();
        Answer<Long> seen = keyholder.users().forEach(me.actor(), user -> {
            outdatedHash(user).ifPresent(text -> outdated.add(finding(user, text)));
            obstacle(me, user).ifPresent(text -> shutOut.add(finding(user, text)));
        });
        model.addAttribute("count", seen.orElseThrow());
        model.addAttribute("outdated", outdated);
        model.addAttribute("shutOut", shutOut);
        model.addAttribute("events", latestEvents(me));
        model.addAttribute("shown", SHOWN_EVENTS);
        return "admin";
    }

    private Optional<String> outdatedHash(User user) {
        return user.credentials()
                .checkableHash()
                .map(crypto::diagnose)
                .filter(HashDiagnosis.Outdated.class::isInstance)
                .map(found -> "Replaced when this user logs in next.");
    }

    /** Why an active user gets in by no password; absent for one that is not meant to get in. */
    private Optional<String> obstacle(SignedIn me, User user) {
        if (user.admissionAt(clock.instant()) != Admission.ADMITTED) {
            return Optional.empty();
        }
        Optional<HashDiagnosis> hash = user.credentials().checkableHash().map(crypto::diagnose);
        if (hash.isEmpty()) {
            return Optional.of("There is no password.");
        }
        if (hash.get() instanceof HashDiagnosis.TooMuchWork work) {
            return Optional.of("The password hash asks for too much work: " + work.problem() + ".");
        }
        if (hash.get() instanceof HashDiagnosis.PepperKeyMissing missing) {
            return Optional.of("The pepper key " + missing.keyId() + " of the password hash is missing.");
        }
        if (hash.get() instanceof HashDiagnosis.UnknownForm) {
            return Optional.of("The password hash has no known form.");
        }
        return keyholder
                .secondFactors()
                .status(me.actor(), user.id())
                .orElseThrow()
                .filter(SecondFactorStatus.UNUSABLE::equals)
                .map(status -> "The second factor cannot be checked.");
    }

    private List<AuditLine> latestEvents(SignedIn me) {
        List<AuditEvent> events = new ArrayList<>(trail.events());
        Collections.reverse(events);
        Map<UserId, String> names = new HashMap<>();
        return events.stream()
                .limit(SHOWN_EVENTS)
                .map(event -> AuditLine.of(event, id -> names.computeIfAbsent(id, unknown -> nameOf(me, unknown))))
                .toList();
    }

    private String nameOf(SignedIn me, UserId id) {
        return keyholder.users().find(me.actor(), id) instanceof FindResult.Found found
                ? Names.of(found.user())
                : id.value();
    }

    private static Finding finding(User user, String text) {
        return new Finding(user.id().value(), Names.of(user), text);
    }
}
