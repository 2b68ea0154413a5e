package io.keyholder.adapters.memory;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Creates and renames users from several threads until it is killed, and says so on standard output only after the
 * store answered: {@code C id} for a user that exists under its first login, {@code U id} for one that was renamed
 * since.
 */
public final class WriterToBeKilled {
    private static final int THREADS = 3;
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private WriterToBeKilled() {}

    static String firstLogin(String id) {
        return "first-" + id;
    }

    static String secondLogin(String id) {
        return "second-" + id;
    }

    static String email(String id) {
        return id + "@example.org";
    }

    public static void main(String[] arguments) {
        H2Storage storage = H2Storage.at(Path.of(arguments[0]));
        String round = arguments[1];
        for (int thread = 0; thread < THREADS; thread++) {
            String prefix = round + "-" + thread + "-";
            new Thread(() -> writeForEver(storage, prefix)).start();
        }
    }

    private static void writeForEver(H2Storage storage, String prefix) {
        for (int number = 0; number < Integer.MAX_VALUE; number++) {
            String id = prefix + number;
            User user = User.of(
                    new UserId(id),
                    LoginIdentifiers.login(firstLogin(id)).withEmail(email(id)),
                    Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));
            User created = ((CreateOutcome.Created) storage.users().create(user)).user();
            acknowledge("C " + id);
            if (number % 2 == 0) {
                User renamed = created.withIdentifiers(created.identifiers().withLogin(secondLogin(id)));
                if (storage.users().update(renamed) instanceof UpdateOutcome.Updated) {
                    acknowledge("U " + id);
                }
            }
        }
    }

    private static void acknowledge(String line) {
        synchronized (OUT) {
            OUT.println(line);
        }
    }
}
