package io.keyholder.web.practice;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the practice.
 *
 * @param name of the practice, as people read it
 * @param directory where its users and its sealed notes are stored
 * @param address where browsers reach it, without a slash at the end; links in messages begin with it
 * @param sender where its messages come from
 * @param smtp the server that takes them; absent when they are shown in a page instead
 */
@ConfigurationProperties("practice")
public record Practice(
        @DefaultValue("Linden Practice") String name,
        @DefaultValue("target/practice") Path directory,
        @DefaultValue("http://localhost:8080") String address,
        @DefaultValue("practice@linden.example") String sender,
        @Nullable Smtp smtp) {
    /**
     * A mail server.
     *
     * @param host its name
     * @param port its port
     * @param encryption {@code TLS}, {@code STARTTLS} or {@code INSECURE}
     */
    public record Smtp(
            String host, int port, @DefaultValue("TLS") String encryption) {}

    /** The mail server; absent when messages are shown in a page. */
    public Optional<Smtp> mailServer() {
        return Optional.ofNullable(smtp);
    }
}
