package io.keyholder.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A writing process is killed with SIGKILL again and again, over one directory: every write it acknowledged is there,
 * and no write is there by half. {@code -Dkeyholder.kills=N} chooses how often.
 */
class H2KilledProcessTest {
    private static final int KILLS = Integer.getInteger("keyholder.kills", 20);
    private static final int MOST_LINES_BEFORE_A_KILL = 300;
    private static final int HEAP_MEGABYTES = 128;

    private final Set<String> created = new LinkedHashSet<>();
    private final Set<String> renamed = new LinkedHashSet<>();

    @Test
    void everyAcknowledgedWriteSurvivesAndNoneIsThereByHalf(@TempDir Path directory) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            killAfter(1 + random.nextInt(MOST_LINES_BEFORE_A_KILL), directory, "r" + kill);
            try (H2Storage storage = H2Storage.at(directory)) {
                requireAllAcknowledged(storage.users(), "kill " + kill + " of seed " + seed);
                requireNothingByHalf(storage.users(), "kill " + kill + " of seed " + seed);
            }
        }
    }

    private void killAfter(int lines, Path directory, String round) throws IOException, InterruptedException {
        Process writer = ChildJvm.start(HEAP_MEGABYTES, WriterToBeKilled.class, directory.toString(), round);
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader output = writer.inputReader()) {
            String line = output.readLine();
            while (line != null) {
                acknowledged.add(line);
                if (acknowledged.size() == lines) {
                    writer.toHandle().destroyForcibly();
                }
                line = output.readLine();
            }
        } finally {
            writer.destroyForcibly().waitFor();
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(lines);
        acknowledged.stream().filter(WholeLine::isOne).forEach(this::note);
    }

    private void note(String line) {
        (line.startsWith("C ") ? created : renamed).add(line.substring(2));
    }

    private void requireAllAcknowledged(UserRepository users, String when) {
        for (String id : created) {
            Optional<User> user = users.findById(new UserId(id));
            assertThat(user).as("%s, user %s", when, id).isPresent();
            assertThat(users.findByIdentifier(IdentifierKey.of(WriterToBeKilled.email(id)))
                            .single())
                    .isEqualTo(user);
        }
        for (String id : renamed) {
            assertThat(users.findByIdentifier(IdentifierKey.of(WriterToBeKilled.secondLogin(id)))
                            .single()
                            .map(User::id))
                    .as("%s, renamed user %s", when, id)
                    .contains(new UserId(id));
        }
    }

    /** Whoever is there holds exactly its identifiers; an identifier that no user has is held by nobody. */
    private static void requireNothingByHalf(UserRepository users, String when) {
        List<User> page = users.page(PageRequest.first(1_000));
        while (!page.isEmpty()) {
            for (User user : page) {
                String id = user.id().value();
                assertThat(user.identifiers().keys())
                        .allSatisfy(
                                key -> assertThat(users.findByIdentifier(key).single())
                                        .as(when)
                                        .contains(user));
                boolean isRenamed = user.identifiers().login().equals(Optional.of(WriterToBeKilled.secondLogin(id)));
                String other = isRenamed ? WriterToBeKilled.firstLogin(id) : WriterToBeKilled.secondLogin(id);
                assertThat(users.findByIdentifier(IdentifierKey.of(other)).single())
                        .as(when)
                        .isEmpty();
            }
            page = users.page(PageRequest.after(page.get(page.size() - 1).id(), 1_000));
        }
    }

    /** The last line may have been cut by the kill; it is then no acknowledgement. */
    private static final class WholeLine {
        private WholeLine() {}

        static boolean isOne(String line) {
            return line.matches("[CU] r\\d+-\\d+-\\d+");
        }
    }
}
