package io.keyholder.springboot.example;

import io.keyholder.application.Keyholder;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.springboot.security.authentication.KeyholderPrincipal;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@EnableMethodSecurity
@RestController
public class PracticeApplication {
    private final Keyholder keyholder;

    public PracticeApplication(Keyholder keyholder) {
        this.keyholder = keyholder;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(PracticeApplication.class, arguments);
    }

    @GetMapping("/me")
    public String me(@AuthenticationPrincipal KeyholderPrincipal me) {
        return "Welcome, "
                + keyholder.users().find(me.actor(), me.id()).orThrow().user().id();
    }

    @PostMapping("/tokens/{name}")
    public String token(@AuthenticationPrincipal KeyholderPrincipal me, @PathVariable String name) {
        var aDay = new TokenValidity.Limited(Duration.ofHours(8));
        var created = keyholder.tokens().create(me.actor(), me.id(), name, aDay, TokenScope.unrestricted());
        return created.orThrow().value().reveal();
    }

    @GetMapping("/patients/{patient}")
    @PreAuthorize("hasPermission({'patient': #patient}, 'MEDICAL_DATA_VIEW')")
    public String patient(@PathVariable String patient) {
        return "The record of " + patient;
    }
}
