package io.keyholder.adapters.memory;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.UserRepository;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * Fills the heap again and again, calls the store while it is full, empties the heap and calls the store once more.
 * Prints {@code A id} for each user that the store acknowledged, {@code W error} for each call that failed although the
 * heap was empty again, and in the end {@code E n}: how many calls ran out of memory.
 */
public final class CallerWithoutMemory {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final int ROUNDS = 12;
    private static final int CALLS_A_ROUND = 6;
    private static final int MOST_USERS = 1 + ROUNDS * (CALLS_A_ROUND + 1);
    private static final int MOST_PIECES = 10_000;
    private static final int LARGEST_PIECE = 1 << 20;
    private static final int SMALLEST_PIECE = 1 << 12;
    private static final int MOST_FREED_BITS = 5;

    private final UserRepository users;
    private final BitSet acknowledged = new BitSet(MOST_USERS);
    private int last;
    private int failures;

    private CallerWithoutMemory(UserRepository users) {
        this.users = users;
    }

    static String email(String id) {
        return id + "@example.org";
    }

    public static void main(String[] arguments) {
        H2Storage storage = H2Storage.at(Path.of(arguments[0]));
        new CallerWithoutMemory(storage.users()).run(new Random(Long.parseLong(arguments[1])));
        storage.close();
        OUT.println("CLOSED");
    }

    private void run(Random random) {
        callWithFreeHeap();
        for (int round = 0; round < ROUNDS; round++) {
            callWithFullHeap(random);
            callWithFreeHeap();
        }
        acknowledged.stream().forEach(number -> OUT.println("A " + idOf(number)));
        OUT.println("E " + failures);
    }

    private void callWithFullHeap(Random random) {
        List<byte[]> ballast = fullHeap();
        int freed = 1 << random.nextInt(MOST_FREED_BITS);
        for (int i = 0; i < freed && !ballast.isEmpty(); i++) {
            ballast.remove(ballast.size() - 1);
        }
        for (int call = 0; call < CALLS_A_ROUND; call++) {
            try {
                if (call % 3 == 2) {
                    users.page(PageRequest.first(200));
                } else {
                    create();
                }
            } catch (OutOfMemoryError | StoreException expected) {
                failures++;
            }
        }
        ballast.clear();
    }

    /** Large pieces first, which is quick; what the last small ones leave is less than one of them. */
    private static List<byte[]> fullHeap() {
        List<byte[]> ballast = new ArrayList<>(MOST_PIECES);
        for (int size = LARGEST_PIECE; size >= SMALLEST_PIECE; size /= 16) {
            fill(ballast, size);
        }
        return ballast;
    }

    private static void fill(List<byte[]> ballast, int size) {
        try {
            while (ballast.size() < MOST_PIECES) {
                ballast.add(new byte[size]);
            }
        } catch (OutOfMemoryError full) {
            // As wanted.
        }
    }

    private void callWithFreeHeap() {
        try {
            create();
            String id = idOf(last - 1);
            if (users.findByIdentifier(IdentifierKey.of(email(id))).single().isEmpty()) {
                OUT.println("W missing " + id);
            }
            users.page(PageRequest.first(10));
        } catch (StoreException | OutOfMemoryError wedged) {
            OUT.println("W " + wedged);
        }
    }

    private void create() {
        int number = last++;
        String id = idOf(number);
        User user = User.of(
                new UserId(id),
                LoginIdentifiers.login("login-" + id).withEmail(email(id)),
                Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));
        if (users.create(user) instanceof CreateOutcome.Created) {
            acknowledged.set(number);
        }
    }

    private static String idOf(int number) {
        return "user" + number;
    }
}
