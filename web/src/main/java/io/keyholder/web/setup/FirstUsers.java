package io.keyholder.web.setup;

import io.keyholder.adapters.crypto.file.OwnerOnlyFile;
import io.keyholder.application.Keyholder;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.ports.Crypto;
import io.keyholder.web.practice.Practice;
import io.keyholder.web.practice.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Makes the first users of an empty practice: an administrator, a professional and a patient, with random passwords in
 * a file that only its owner reads. Their keys are made in their browsers, as those of all others.
 */
@Component
class FirstUsers implements ApplicationRunner {
    static final String FILE_NAME = "first-users.txt";

    private static final Logger LOG = LoggerFactory.getLogger(FirstUsers.class);
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 5;
    private static final int GROUP_LETTERS = 4;

    private final Keyholder keyholder;
    private final Crypto crypto;
    private final Practice practice;

    FirstUsers(Keyholder keyholder, Crypto crypto, Practice practice) {
        this.keyholder = keyholder;
        this.crypto = crypto;
        this.practice = practice;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Path file = practice.directory().resolve(FILE_NAME).toAbsolutePath();
        if (keyholder.users().count(Actor.host()).orElseThrow() == 0) {
            List<String> lines = new ArrayList<>();
            lines.add(create(Role.ADMINISTRATOR, "Nora Lindqvist", "nora@linden.example"));
            lines.add(create(Role.PROFESSIONAL, "Dr. Grace Okafor", "grace@linden.example"));
            lines.add(create(Role.PATIENT, "Ada Vermeulen", "ada@home.example"));
            OwnerOnlyFile.at(file).save(String.join("\n", lines).concat("\n").getBytes(StandardCharsets.UTF_8));
        }
        if (Files.exists(file)) {
            LOG.info(
                    "{} is open at {} . The first users and their passwords are in {}",
                    practice.name(),
                    practice.address(),
                    file);
        }
    }

    private String create(Role role, String name, String email) {
        String chosen = randomPassword();
        try (Password password = Password.of(chosen)) {
            keyholder
                    .users()
                    .create(
                            Actor.host(),
                            NewUser.of(LoginIdentifiers.email(email))
                                    .withPassword(password)
                                    .withProfile(Profile.NONE.withName(name))
                                    .withDataOwner(role.standingFor(role.key() + "-1"))
                                    .withAuthorization(role.authorization())
                                    .withoutKeyPair())
                    .orThrow();
        }
        return String.format("%-14s %-22s %s", role.label(), email, chosen);
    }

    /** Letters that look like no other; rejection keeps each as likely as the next. */
    private String randomPassword() {
        StringBuilder password = new StringBuilder();
        int most = 256 - 256 % LETTERS.length();
        while (password.length() < GROUPS * (GROUP_LETTERS + 1) - 1) {
            int drawn = Byte.toUnsignedInt(crypto.secretGenerator().nextBytes(1)[0]);
            if (password.length() % (GROUP_LETTERS + 1) == GROUP_LETTERS) {
                password.append('-');
            } else if (drawn < most) {
                password.append(LETTERS.charAt(drawn % LETTERS.length()));
            }
        }
        return password.toString();
    }
}
