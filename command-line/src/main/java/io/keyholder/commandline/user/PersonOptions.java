package io.keyholder.commandline.user;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.Profile;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options about a person or a device that becomes a user. Filled by picocli. */
public final class PersonOptions {
    @Option(names = "--email", paramLabel = "ADDRESS", description = "Its email address; it logs in with it.")
    private Optional<String> email = Optional.empty();

    @Option(names = "--phone", paramLabel = "NUMBER", description = "Its mobile phone; it logs in with it.")
    private Optional<String> phone = Optional.empty();

    @Option(names = "--name", paramLabel = "TEXT", description = "Its name for people.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--hcp", paramLabel = "ID", description = "The healthcare party it stands for.")
    private Optional<String> healthcareParty = Optional.empty();

    @Option(names = "--patient", paramLabel = "ID", description = "The patient it stands for.")
    private Optional<String> patient = Optional.empty();

    @Option(names = "--device", paramLabel = "ID", description = "The device it stands for.")
    private Optional<String> device = Optional.empty();

    public Optional<String> email() {
        return email;
    }

    public Optional<String> phone() {
        return phone;
    }

    public Profile profile() {
        return name.map(Profile.NONE::withName).orElse(Profile.NONE);
    }

    public DataOwner dataOwner() {
        return new DataOwner(
                healthcareParty.map(DataOwnerId::new), patient.map(DataOwnerId::new), device.map(DataOwnerId::new));
    }
}
