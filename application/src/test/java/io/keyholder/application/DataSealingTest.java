package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.key.FileOpening;
import io.keyholder.application.key.KnownFingerprints;
import io.keyholder.application.key.NewKey;
import io.keyholder.application.key.OpenResult;
import io.keyholder.application.key.SealResult;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.keys.ContentFileTarget;
import io.keyholder.ports.keys.KeyFileTarget;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DataSealingTest {
    private static final DataOwnerId OWNER = new DataOwnerId("patient-1");
    private static final SealingContext CONTEXT = new SealingContext("report 17");
    private static final byte[] CONTENT = "well".getBytes(StandardCharsets.US_ASCII);

    private final Keyholder keyholder = new Fixture().keyholder;

    @Test
    void sealsForEveryOwnerAndOpensForEach() {
        EncryptionKeyPair mine = pair(OWNER);
        EncryptionKeyPair doctors = pair(new DataOwnerId("hcp-1"));
        byte[] sealed = sealed(List.of(OWNER, new DataOwnerId("hcp-1"), OWNER));

        for (EncryptionKeyPair pair : List.of(mine, doctors)) {
            assertThat(content(keyholder.sealing().open(sealed, pair, CONTEXT))).isEqualTo(CONTENT);
        }
        assertThat(keyholder.sealing().open(sealed, mine, new SealingContext("report 18")))
                .isEqualTo(new OpenResult.Unopenable());
    }

    @Test
    void wipesWhatWasOpened() {
        EncryptionKeyPair pair = pair(OWNER);
        OpenResult.Opened opened = (OpenResult.Opened) keyholder.sealing().open(sealed(List.of(OWNER)), pair, CONTEXT);

        opened.close();

        assertThat(opened.content()).containsOnly(0);
    }

    @Test
    void sealsForNobodyWhenOneHasNoTrustedKey() throws IOException {
        pair(OWNER);
        DataOwnerId stranger = new DataOwnerId("stranger");
        SealResult.Refused refused = new SealResult.NoTrustedKey(Set.of(stranger));

        assertThat(keyholder.sealing().seal(CONTENT, List.of(OWNER, stranger), CONTEXT))
                .isEqualTo(refused);
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        assertThat(keyholder.sealing().seal(stream(CONTENT), target, List.of(OWNER, stranger), CONTEXT))
                .contains(refused);
        assertThat(target.size()).isZero();
        assertThatThrownBy(() -> keyholder.sealing().seal(CONTENT, List.of(), CONTEXT))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void streamsTheSameForm() throws IOException {
        EncryptionKeyPair pair = pair(OWNER);
        ByteArrayOutputStream target = new ByteArrayOutputStream();

        Optional<SealResult.Refused> refused =
                keyholder.sealing().seal(stream(CONTENT), target, List.of(OWNER), CONTEXT);

        assertThat(refused).isEmpty();
        assertThat(content(keyholder.sealing().open(target.toByteArray(), pair, CONTEXT)))
                .isEqualTo(CONTENT);
    }

    @Test
    void opensToAFileThatShowsAllOrNothing() throws IOException {
        EncryptionKeyPair pair = pair(OWNER);
        byte[] sealed = sealed(List.of(OWNER));
        WithheldFile file = new WithheldFile();

        assertThat(keyholder.sealing().open(stream(sealed), file, pair, new SealingContext("another")))
                .isEqualTo(FileOpening.UNOPENABLE);
        assertThat(file.content()).isEmpty();
        assertThat(keyholder.sealing().open(stream(sealed), file, pair, CONTEXT))
                .isEqualTo(FileOpening.OPENED);
        assertThat(file.content()).contains(CONTENT);
        assertThat(keyholder.sealing().open(stream(sealed), file, pair, CONTEXT))
                .isEqualTo(FileOpening.EXISTS);
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        assertThatThrownBy(() -> keyholder.sealing().open(closed, new WithheldFile(), pair, CONTEXT))
                .isInstanceOf(IOException.class);
    }

    @Test
    void sealsForNoRevokedKey() {
        EncryptionKeyPair pair = pair(OWNER);
        keyholder.keys().revoke(Actor.host(), OWNER, pair.publicKey().fingerprint());

        assertThat(keyholder.sealing().seal(CONTENT, List.of(OWNER), CONTEXT))
                .isEqualTo(new SealResult.NoTrustedKey(Set.of(OWNER)));
    }

    @Test
    void noticesAKeyThatJoinsThoseOfAnOwner() {
        KnownFingerprints memory = KnownFingerprints.none();
        pair(OWNER);
        keyholder.sealing().remembering(memory).seal(CONTENT, List.of(OWNER), CONTEXT);
        KnownFingerprints reopened = KnownFingerprints.of(memory.snapshot());
        EncryptionKeyPair second = pair(OWNER);
        keyholder.keys().vouch(Actor.host(), OWNER, second.publicKey().fingerprint());

        assertThat(keyholder.sealing().remembering(reopened).seal(CONTENT, List.of(OWNER), CONTEXT))
                .isEqualTo(new SealResult.DirectoryChanged(Set.of(OWNER)));
        keyholder.keys().publicKeysOf(OWNER).forEach(reopened::accept);
        assertThat(keyholder.sealing().remembering(reopened).seal(CONTENT, List.of(OWNER), CONTEXT))
                .isInstanceOf(SealResult.Sealed.class);
    }

    @Test
    void sealsAnewForTheKeysOfToday() {
        EncryptionKeyPair first = pair(OWNER);
        byte[] sealed = sealed(List.of(OWNER));
        EncryptionKeyPair second = pair(OWNER);
        keyholder.keys().vouch(Actor.host(), OWNER, second.publicKey().fingerprint());
        keyholder.keys().revoke(Actor.host(), OWNER, first.publicKey().fingerprint());

        SealResult.Sealed resealed = (SealResult.Sealed) keyholder
                .sealing()
                .reseal(sealed, first, List.of(OWNER), CONTEXT)
                .orElseThrow();

        assertThat(content(keyholder.sealing().open(resealed.bytes(), second, CONTEXT)))
                .isEqualTo(CONTENT);
        assertThat(keyholder.sealing().open(resealed.bytes(), first, CONTEXT)).isEqualTo(new OpenResult.Unopenable());
        assertThat(content(keyholder.sealing().open(sealed, first, CONTEXT))).isEqualTo(CONTENT);
        assertThat(keyholder.sealing().reseal(sealed, second, List.of(OWNER), CONTEXT))
                .isEmpty();
    }

    /** A file in memory. */
    private static final class WithheldFile implements ContentFileTarget {
        private Optional<byte[]> content = Optional.empty();

        @Override
        public KeyFileTarget.Outcome save(Content writing) throws IOException {
            if (content.isPresent()) {
                return KeyFileTarget.Outcome.EXISTS;
            }
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            writing.writeTo(written);
            content = Optional.of(written.toByteArray());
            return KeyFileTarget.Outcome.SAVED;
        }

        Optional<byte[]> content() {
            return content;
        }
    }

    private EncryptionKeyPair pair(DataOwnerId owner) {
        NewKey made = keyholder.keys().createInOneStep(Actor.host(), owner).orElseThrow();
        return new EncryptionKeyPair(
                made.registered().publicKey(), made.privateKey().takeKey());
    }

    private byte[] sealed(List<DataOwnerId> owners) {
        return ((SealResult.Sealed) keyholder.sealing().seal(CONTENT, owners, CONTEXT)).bytes();
    }

    private static byte[] content(OpenResult result) {
        assertThat(result).isInstanceOf(OpenResult.Opened.class);
        return ((OpenResult.Opened) result).content();
    }

    private static ByteArrayInputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
