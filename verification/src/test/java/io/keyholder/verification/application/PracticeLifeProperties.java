package io.keyholder.verification.application;

import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.ports.Storage;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.model.PracticeModel;
import io.keyholder.testkit.model.PracticeModel.Step;
import io.keyholder.verification.crypto.CryptoWithReadyKeys;
import io.keyholder.verification.store.BesideIcure;
import io.keyholder.verification.store.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** The model of a practice over every store, and beside an iCure server. */
class PracticeLifeProperties {
    @Property(tries = 60)
    void mapsKeepThePracticeInOrder(@ForAll("lives") List<Step> life) {
        MapStorage maps = MapStorage.create();
        PracticeModel.play(maps::sharing, CryptoWithReadyKeys::new, life);
    }

    @Property(tries = 12)
    void h2KeepsThePracticeInOrder(@ForAll("lives") List<Step> life) throws IOException {
        Path directory = Files.createTempDirectory("practice");
        try {
            live(() -> H2Storage.at(directory), life);
        } finally {
            try (Stream<Path> files = Files.list(directory)) {
                files.forEach(file -> file.toFile().delete());
            }
            directory.toFile().delete();
        }
    }

    @Property(tries = 6)
    void couchDbKeepsThePracticeInOrder(@ForAll("lives") List<Step> life) {
        try (StorageSandbox database = TestStore.COUCHDB.newSandbox()) {
            live(database::open, life);
        }
    }

    /** iCure servers, of one generation or of several, take turns in saving each user right after it was written. */
    @Property(tries = 6, edgeCases = EdgeCasesMode.NONE)
    void couchDbKeepsThePracticeInOrderBesideIcure(
            @ForAll("lives") List<Step> life, @ForAll @Size(min = 1, max = 4) List<IcureGeneration> generations) {
        try (StorageSandbox database = BesideIcure.newSandbox(generations)) {
            live(database::open, life);
        }
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        return PracticeModel.lives();
    }

    private static void live(Supplier<Storage> store, List<Step> life) {
        PracticeModel.play(store, CryptoWithReadyKeys::new, life);
    }
}
