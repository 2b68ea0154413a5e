package io.keyholder.web.account;

import io.keyholder.adapters.qr.QrCode;
import io.keyholder.application.Keyholder;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.application.secondfactor.SecondFactorStatus;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.documents.PersonDocuments;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.person.PersonData;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.web.practice.Practice;
import io.keyholder.web.session.Logins;
import io.keyholder.web.session.SignedIn;
import io.keyholder.web.view.Flaws;
import io.keyholder.web.view.Moments;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A person's own credentials: password, second factor, tokens, and what is held about it. */
@Controller
@RequestMapping("/account")
class AccountController {
    private static final int PIXELS_PER_MODULE = 5;

    private final Keyholder keyholder;
    private final Practice practice;
    private final Logins logins;
    private final Clock clock;

    AccountController(Keyholder keyholder, Practice practice, Logins logins, Clock clock) {
        this.logins = logins;
        this.keyholder = keyholder;
        this.practice = practice;
        this.clock = clock;
    }

    /** A password that is being typed. */
    record Typed(String password) {}

    /** What is wrong with it. */
    record Flawed(List<String> problems) {}

    @GetMapping
    String page(SignedIn me, Model model) {
        Instant now = clock.instant();
        Optional<SessionId> own = me.actor().credential().session();
        model.addAttribute(
                "sessions",
                keyholder.sessions().list(me.actor(), me.id()).orElseThrow().stream()
                        .map(session -> SessionView.of(session, own))
                        .toList());
        model.addAttribute(
                "tokens",
                keyholder.tokens().list(me.actor(), me.id()).orElseThrow().stream()
                        .map(token -> TokenView.of(token, now))
                        .toList());
        model.addAttribute(
                "isFactorOn",
                keyholder
                        .secondFactors()
                        .status(me.actor(), me.id())
                        .orElseThrow()
                        .filter(SecondFactorStatus.ON::equals)
                        .isPresent());
        model.addAttribute("isProvedTwice", me.actor().strength() == ProofStrength.TWO_FACTORS);
        model.addAttribute(
                "loggedIn", Moments.dateAndTime(me.actor().credential().loggedIn()));
        return "account";
    }

    @PostMapping("/password/check")
    @ResponseBody
    Flawed check(SignedIn me, @RequestBody Typed typed) {
        try (Password password = Password.of(typed.password())) {
            return new Flawed(Flaws.texts(keyholder.passwords().flawsOf(password, me.user())));
        }
    }

    @PostMapping("/password")
    String changePassword(
            SignedIn me,
            @RequestParam String old,
            @RequestParam String fresh,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try (Password known = Password.of(old);
                Password wanted = Password.of(fresh)) {
            PasswordChangeResult result =
                    keyholder.passwords().change(me.actor(), me.id(), known, wanted, TokensAfterwards.REVOKED);
            if (result instanceof PasswordChangeResult.Changed changed) {
                logins.rebind(changed.user(), me.actor().reboundTo(changed.user()), request, response);
                redirect.addFlashAttribute(
                        "done",
                        "Your password is changed, and your tokens are revoked. Your private key is as it was.");
            } else {
                redirect.addFlashAttribute("problem", problem(result));
            }
        }
        return "redirect:/account";
    }

    @PostMapping("/step-up")
    String stepUp(
            SignedIn me,
            @RequestParam String code,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        LogInResult result = keyholder.sessions().stepUp(me.actor(), code);
        if (result instanceof LogInResult.Accepted accepted) {
            logins.rebind(accepted.user(), accepted.actor(), request, response);
            redirect.addFlashAttribute("done", "Confirmed. You can change your credentials now.");
        } else {
            redirect.addFlashAttribute("problem", problem(result));
        }
        return "redirect:/account";
    }

    @PostMapping("/second-factor")
    String enrol(SignedIn me, Model model, RedirectAttributes redirect) {
        SecondFactorResult result = keyholder.secondFactors().enrol(me.actor(), me.id(), practice.name());
        if (result instanceof SecondFactorResult.Enrolled enrolled) {
            byte[] picture = QrCode.of(enrolled.uri()).png(PIXELS_PER_MODULE);
            model.addAttribute("picture", Base64.getEncoder().encodeToString(picture));
            model.addAttribute("secret", enrolled.typedSecret());
            return "second-factor";
        }
        return refused(result, redirect);
    }

    @PostMapping("/second-factor/confirm")
    String confirm(
            SignedIn me,
            @RequestParam String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes redirect) {
        SecondFactorResult result = keyholder.secondFactors().confirm(me.actor(), me.id(), code);
        return result instanceof SecondFactorResult.Confirmed confirmed
                ? recoveryCodes(confirmed, model)
                : refused(result, redirect);
    }

    @PostMapping("/second-factor/codes")
    String renewCodes(SignedIn me, Model model, RedirectAttributes redirect) {
        SecondFactorResult result = keyholder.secondFactors().renewRecoveryCodes(me.actor(), me.id());
        return result instanceof SecondFactorResult.Confirmed confirmed
                ? recoveryCodes(confirmed, model)
                : refused(result, redirect);
    }

    @PostMapping("/second-factor/remove")
    String remove(SignedIn me, RedirectAttributes redirect) {
        SecondFactorResult result = keyholder.secondFactors().remove(me.actor(), me.id());
        if (result instanceof SecondFactorResult.Removed) {
            redirect.addFlashAttribute("done", "The second factor is off.");
            return "redirect:/account";
        }
        return refused(result, redirect);
    }

    @PostMapping("/tokens")
    String createToken(
            SignedIn me, @RequestParam String name, @RequestParam int days, Model model, RedirectAttributes redirect) {
        TokenValidity validity = days == 0
                ? TokenValidity.unlimited()
                : TokenValidity.seconds(Duration.ofDays(days).toSeconds());
        TokenCreation result =
                keyholder.tokens().create(me.actor(), me.id(), name.strip(), validity, TokenScope.unrestricted());
        if (result instanceof TokenCreation.Created created) {
            model.addAttribute("tokenName", name.strip());
            model.addAttribute("tokenValue", created.value().reveal());
            return "token";
        }
        redirect.addFlashAttribute(
                "problem",
                result instanceof ForbiddenOutcome forbidden
                        ? forbidden.refusal().explanation()
                        : "You have a token of this name already.");
        return "redirect:/account#tokens";
    }

    @PostMapping("/tokens/revoke")
    String revokeToken(SignedIn me, @RequestParam String name, RedirectAttributes redirect) {
        keyholder.tokens().revoke(me.actor(), me.id(), name).orElseThrow();
        redirect.addFlashAttribute("done", "The token is revoked.");
        return "redirect:/account#tokens";
    }

    @PostMapping("/sessions/end")
    String endSession(SignedIn me, @RequestParam String id, RedirectAttributes redirect) {
        keyholder.sessions().end(me.actor(), me.id(), new SessionId(id)).orElseThrow();
        redirect.addFlashAttribute("done", "That login has ended.");
        return "redirect:/account";
    }

    @GetMapping("/export")
    ResponseEntity<byte[]> export(SignedIn me) {
        PersonData data =
                keyholder.persons().export(me.actor(), me.id()).orElseThrow().orElseThrow();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("about-me.json")
                                .build()
                                .toString())
                .body(PersonDocuments.write(data).getBytes(StandardCharsets.UTF_8));
    }

    private static String recoveryCodes(SecondFactorResult.Confirmed confirmed, Model model) {
        model.addAttribute("codes", confirmed.recoveryCodes());
        return "recovery-codes";
    }

    private static String refused(SecondFactorResult result, RedirectAttributes redirect) {
        redirect.addFlashAttribute("problem", problem(result));
        return "redirect:/account#second-factor";
    }

    private static String problem(SecondFactorResult result) {
        if (result instanceof SecondFactorResult.WrongCode) {
            return "The code is wrong or was used before. Begin again with a new picture.";
        }
        if (result instanceof SecondFactorResult.Paused paused) {
            return pause(paused.retryAt());
        }
        if (result instanceof ForbiddenOutcome forbidden) {
            return forbidden.refusal().explanation();
        }
        return "The second factor is not in the state for that. Reload the page.";
    }

    private static String problem(LogInResult result) {
        return result instanceof LogInResult.Refused refused
                ? refused.retryAt()
                        .map(AccountController::pause)
                        .orElse(refused.reason().text().english())
                : "Many people are logging in at this moment. Try again.";
    }

    private static String problem(PasswordChangeResult result) {
        if (result instanceof PasswordChangeResult.Refused refused) {
            return String.join(" ", Flaws.texts(refused.flaws()));
        }
        if (result instanceof PasswordChangeResult.WrongPassword) {
            return "The present password is wrong.";
        }
        if (result instanceof PasswordChangeResult.Paused paused) {
            return pause(paused.retryAt());
        }
        if (result instanceof ForbiddenOutcome forbidden) {
            return forbidden.refusal().explanation();
        }
        return "Nothing was changed. Try again.";
    }

    private static String pause(Instant retryAt) {
        return "There were too many wrong attempts. The next one counts at " + Moments.time(retryAt) + ".";
    }
}
