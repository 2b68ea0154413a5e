package org.example.boot;

import io.keyholder.application.Keyholder;
import io.keyholder.domain.credential.Password;
import java.io.IOException;
import java.nio.file.Files;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** An application of Spring Boot that names the starter and nothing else of Keyholder. */
@SpringBootApplication
public class Boot {
    public static void main(String[] arguments) throws IOException {
        String directory = Files.createTempDirectory("boot").toString();
        try (ConfigurableApplicationContext context =
                        SpringApplication.run(Boot.class, "--keyholder.embedded.directory=" + directory);
                Password password = Password.of("lamp ferry walnut 17")) {
            Keyholder keyholder = context.getBean(Keyholder.class);
            keyholder.users().create("ada@example.org", password).orThrow();
            keyholder.logIn("Ada@Example.org", password).orThrow();
        }
        System.out.println("a Spring Boot application ran with Java " + Runtime.version().feature());
    }
}
