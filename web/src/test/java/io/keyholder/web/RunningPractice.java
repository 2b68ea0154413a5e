package io.keyholder.web;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.keyholder.application.Keyholder;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The practice as a host runs it: on a free port, with H2 on disk, beside a real mail server. */
final class RunningPractice implements AutoCloseable {
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final GreenMail mail;
    private final ConfigurableApplicationContext context;
    private final Path directory;
    private final String address;

    /** What the test puts in the place of the practice's own. */
    @Configuration(proxyBeanMethods = false)
    static class TestBeans {
        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }

        @Bean
        RecordedRequests recordedRequests() {
            return new RecordedRequests();
        }
    }

    private RunningPractice(Path directory, GreenMail mail, List<String> settings) {
        this.directory = directory;
        this.mail = mail;
        int port = freePort();
        address = "http://localhost:" + port;
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--practice.host-name=localhost:" + port,
                "--practice.directory=" + directory.toAbsolutePath(),
                "--keyholder.hashing.bcrypt-cost=4"));
        arguments.addAll(settings);
        context =
                new SpringApplication(PracticeApplication.class, TestBeans.class).run(arguments.toArray(String[]::new));
    }

    /**
     * One that sends its messages.
     *
     * @param store the settings of its store
     */
    static RunningPractice withMailServer(Path directory, List<String> store) {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        List<String> settings = new ArrayList<>(List.of(
                "--practice.smtp.host=127.0.0.1",
                "--practice.smtp.port=" + mail.getSmtp().getPort(),
                "--practice.smtp.encryption=INSECURE"));
        settings.addAll(store);
        return new RunningPractice(directory, mail, settings);
    }

    /** One that shows its messages in a page. */
    static RunningPractice withMailbox(Path directory) {
        return new RunningPractice(directory, new GreenMail(ServerSetup.SMTP), List.of());
    }

    String address() {
        return address;
    }

    MovableClock clock() {
        return context.getBean(MovableClock.class);
    }

    List<String> requests() {
        return context.getBean(RecordedRequests.class).all();
    }

    /** The password that a first user was given. */
    String firstPassword(String email) {
        try {
            return Files.readAllLines(directory.resolve("first-users.txt")).stream()
                    .filter(line -> line.contains(email))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Makes a user that gets in only after it chose another password. */
    void createWithPasswordToChange(String email, String password) {
        Keyholder keyholder = context.getBean(Keyholder.class);
        try (Password first = Password.of(password)) {
            UserId id = keyholder.users().create(email, first).orThrow().user().id();
            keyholder.passwords().demandChange(Actor.host(), id).orElseThrow();
        }
    }

    /** The link of the message that arrived last. */
    String linkOfLatestMessage() {
        var messages = mail.getReceivedMessages();
        Matcher link = LINK.matcher(GreenMailUtil.getBody(messages[messages.length - 1])
                .replace("=\r\n", "")
                .replace("=3D", "="));
        return link.results().findFirst().orElseThrow().group();
    }

    @Override
    public void close() {
        context.close();
        mail.stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
