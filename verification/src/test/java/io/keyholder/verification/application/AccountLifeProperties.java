package io.keyholder.verification.application;

import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.model.AccountModel;
import io.keyholder.testkit.model.AccountModel.Deed;
import io.keyholder.verification.crypto.CryptoWithReadyKeys;
import io.keyholder.verification.store.BesideIcure;
import io.keyholder.verification.store.TestStore;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The public model of one account over every store, and beside an iCure server. */
class AccountLifeProperties {
    @Property(tries = 100)
    void mapsKeepTheAccountInOrder(@ForAll("lives") List<Deed> life) {
        MapStorage maps = MapStorage.create();
        AccountModel.play(maps::sharing, CryptoWithReadyKeys::new, life);
    }

    @Property(tries = 12)
    void h2KeepsTheAccountInOrder(@ForAll("lives") List<Deed> life) {
        live(TestStore.H2.newSandbox(), life);
    }

    @Property(tries = 6)
    void couchDbKeepsTheAccountInOrder(@ForAll("lives") List<Deed> life) {
        live(TestStore.COUCHDB.newSandbox(), life);
    }

    /** An iCure server saves each user right after it was written. */
    @Property(tries = 6)
    void couchDbKeepsTheAccountInOrderBesideIcure(
            @ForAll("lives") List<Deed> life, @ForAll IcureGeneration generation) {
        live(BesideIcure.newSandbox(List.of(generation)), life);
    }

    @Provide
    Arbitrary<List<Deed>> lives() {
        return AccountModel.lives();
    }

    private static void live(StorageSandbox sandbox, List<Deed> life) {
        try (sandbox) {
            AccountModel.play(sandbox::open, CryptoWithReadyKeys::new, life);
        }
    }
}
