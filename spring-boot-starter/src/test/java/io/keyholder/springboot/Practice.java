package io.keyholder.springboot;

import io.keyholder.application.Keyholder;
import io.keyholder.springboot.security.authentication.KeyholderPrincipal;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A host that the tests start. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableMethodSecurity
public class Practice {
    /** The pages of the host. */
    @RestController
    public static class Pages {
        private final Keyholder keyholder;

        Pages(Keyholder keyholder) {
            this.keyholder = keyholder;
        }

        @GetMapping("/")
        public String home(@AuthenticationPrincipal KeyholderPrincipal me) {
            return "user "
                    + keyholder
                            .users()
                            .find(me.actor(), me.id())
                            .orThrow()
                            .user()
                            .id();
        }

        @GetMapping("/authorities")
        public String authorities(Authentication login) {
            return login.getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .sorted()
                    .toList()
                    .toString();
        }

        /** Goes on in another thread, and comes back by a dispatch of its own. */
        @GetMapping("/later")
        public Callable<String> later(@AuthenticationPrincipal KeyholderPrincipal me) {
            return () -> "later " + me.userId();
        }

        @PostMapping("/note")
        public String note() {
            return "written";
        }

        @GetMapping("/patients/{patient}")
        @PreAuthorize("hasPermission({'patient': #patient}, 'MEDICAL_DATA_VIEW')")
        public Map<String, String> patient(@PathVariable String patient) {
            return Map.of("patient", patient);
        }
    }
}
