package io.keyholder.adapters.memory;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.StoreException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Fills the heap again and again, calls the store while it is full, empties the heap and calls the store once more. By
 * its third argument it calls an open store, opens and closes the store, or calls one of maps. Prints {@code A id} for
 * each user that the store acknowledged, {@code W error} for each call that failed although the heap was empty again or
 * that left half a user, and in the end {@code E n}: how many calls ran out of memory.
 */
public final class CallerWithoutMemory {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final int ROUNDS = 12;
    private static final int CALLS_A_ROUND = 6;
    private static final int MOST_USERS = 1 + ROUNDS * (CALLS_A_ROUND + 1);
    private static final int MOST_PIECES = 10_000;
    private static final int LARGEST_PIECE = 1 << 20;
    private static final int SMALLEST_PIECE = 1 << 12;
    private static final int SMALLEST_PIECE_FOR_MAPS = 1 << 4;
    private static final int MOST_FREED_BITS = 5;
    private static final int MOST_FREED = 32;

    private final Supplier<Storage> opening;
    private final BitSet acknowledged = new BitSet(MOST_USERS);
    private Storage storage;
    private int last;
    private int failures;

    private CallerWithoutMemory(Supplier<Storage> opening) {
        this.opening = opening;
        storage = opening.get();
    }

    /** What is done while the heap is full. */
    enum Mode {
        CALLING,
        OPENING_AND_CLOSING,
        MAPS
    }

    static String email(String id) {
        return id + "@example.org";
    }

    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        Mode mode = Mode.valueOf(arguments[2]);
        CallerWithoutMemory caller =
                new CallerWithoutMemory(mode == Mode.MAPS ? MapStorage::create : () -> H2Storage.at(directory));
        caller.run(new Random(Long.parseLong(arguments[1])), mode);
        caller.storage.close();
        OUT.println("CLOSED");
    }

    private void run(Random random, Mode mode) {
        callWithFreeHeap();
        for (int round = 0; round < ROUNDS; round++) {
            List<byte[]> ballast = fullHeap(mode == Mode.MAPS ? SMALLEST_PIECE_FOR_MAPS : SMALLEST_PIECE);
            free(ballast, mode == Mode.MAPS ? random.nextInt(MOST_FREED) : 1 << random.nextInt(MOST_FREED_BITS));
            if (mode == Mode.OPENING_AND_CLOSING) {
                openAndCloseWithFullHeap();
                ballast.clear();
                storage = opening.get();
            } else {
                callWithFullHeap();
                ballast.clear();
            }
            callWithFreeHeap();
        }
        acknowledged.stream().forEach(number -> OUT.println("A " + idOf(number)));
        OUT.println("E " + failures);
    }

    private void openAndCloseWithFullHeap() {
        for (int call = 0; call < CALLS_A_ROUND; call++) {
            try {
                storage.close();
                storage = opening.get();
            } catch (VirtualMachineError | StoreException expected) {
                failures++;
            }
        }
        try {
            storage.close();
        } catch (VirtualMachineError | StoreException expected) {
            failures++;
        }
    }

    private void callWithFullHeap() {
        for (int call = 0; call < CALLS_A_ROUND; call++) {
            try {
                if (call % 3 == 2) {
                    storage.users().page(PageRequest.first(200));
                } else {
                    create();
                }
            } catch (VirtualMachineError | StoreException expected) {
                failures++;
            }
        }
    }

    private static void free(List<byte[]> ballast, int pieces) {
        for (int i = 0; i < pieces && !ballast.isEmpty(); i++) {
            ballast.remove(ballast.size() - 1);
        }
    }

    /** Large pieces first, which is quick; what the last small ones leave is less than one of them. */
    private static List<byte[]> fullHeap(int smallest) {
        List<byte[]> ballast = new ArrayList<>(MOST_PIECES);
        for (int size = LARGEST_PIECE; size >= smallest; size /= 16) {
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
            for (int number = 0; number < last; number++) {
                requireWhole(idOf(number), acknowledged.get(number));
            }
            storage.users().page(PageRequest.first(10));
        } catch (StoreException | VirtualMachineError wedged) {
            OUT.println("W " + wedged);
        }
    }

    private void requireWhole(String id, boolean isAcknowledged) {
        boolean byId = storage.users().findById(new UserId(id)).isPresent();
        boolean byEmail = storage.users()
                .findByIdentifier(IdentifierKey.of(email(id)))
                .single()
                .isPresent();
        if (byId != byEmail || (isAcknowledged && !byId)) {
            OUT.println("W " + id + " is there by id: " + byId + ", by email: " + byEmail);
        }
    }

    private void create() {
        int number = last++;
        String id = idOf(number);
        User user = User.of(
                new UserId(id),
                LoginIdentifiers.login("login-" + id).withEmail(email(id)),
                Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));
        if (storage.users().create(user) instanceof CreateOutcome.Created) {
            acknowledged.set(number);
        }
    }

    private static String idOf(int number) {
        return "user" + number;
    }
}
