package io.keyholder.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.PageRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes and delivers is killed with SIGKILL again and again: every user that is there was told of or
 * still waits to be, and nobody else is.
 */
class H2KilledDeliveryTest {
    private static final int KILLS = Integer.getInteger("keyholder.delivery-kills", 4);
    private static final int HEAP_MEGABYTES = 128;

    private final Set<String> told = new HashSet<>();

    @Test
    void everyWriteIsToldOfAtLeastOnce(@TempDir Path directory) throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            killAfter(20 + 37 * kill, directory, "r" + kill);
            try (H2Storage storage = H2Storage.at(directory)) {
                requireAllToldOrWaiting(storage, "kill " + kill);
            }
        }
    }

    private void requireAllToldOrWaiting(H2Storage storage, String when) {
        List<String> users = storage.users().page(PageRequest.first(PageRequest.MAX_LIMIT)).stream()
                .map(User::id)
                .map(Object::toString)
                .toList();
        Set<String> known = new HashSet<>(told);
        for (UserEvent event : storage.userEvents().pending("", PageRequest.MAX_LIMIT)) {
            known.add(event.user().value());
        }
        assertThat(known).as(when).containsExactlyInAnyOrderElementsOf(users);
    }

    private void killAfter(int lines, Path directory, String round) throws IOException, InterruptedException {
        Process process = ChildJvm.start(HEAP_MEGABYTES, DelivererToBeKilled.class, directory.toString(), round);
        int read = 0;
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            while (line != null) {
                read++;
                if (line.startsWith("D ")) {
                    told.add(line.substring(2));
                }
                if (read == lines) {
                    process.toHandle().destroyForcibly();
                }
                line = output.readLine();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(read).isGreaterThanOrEqualTo(lines);
    }
}
