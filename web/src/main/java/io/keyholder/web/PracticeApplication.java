package io.keyholder.web;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** A practice of patients, professionals and an administrator in the browser, to try the library with. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PracticeApplication {
    /** Starts the practice at the port of {@code server.port}. */
    public static void main(String[] arguments) {
        SpringApplication.run(PracticeApplication.class, arguments);
    }
}
