package io.keyholder.adapters.memory;

import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Creates users and delivers their events until it is killed, and says so on standard output: {@code C id} when the
 * store answered, {@code D id} when an event was told, before it is acknowledged.
 */
final class DelivererToBeKilled {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private DelivererToBeKilled() {}

    public static void main(String[] arguments) {
        H2Storage storage = H2Storage.at(Path.of(arguments[0]));
        storage.userEvents().start();
        new Thread(() -> deliverForEver(storage)).start();
        for (int number = 0; number < Integer.MAX_VALUE; number++) {
            String id = arguments[1] + "-" + number;
            storage.users()
                    .create(User.of(
                            new UserId(id),
                            LoginIdentifiers.login(id),
                            Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE)));
            say("C " + id);
        }
    }

    private static void deliverForEver(H2Storage storage) {
        while (!Thread.currentThread().isInterrupted()) {
            for (UserEvent event : storage.userEvents().pending("", 3)) {
                say("D " + event.user());
                storage.userEvents().acknowledge(event);
            }
        }
    }

    private static synchronized void say(String line) {
        OUT.print(line + "\n");
        OUT.flush();
    }
}
