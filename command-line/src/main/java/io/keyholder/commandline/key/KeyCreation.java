package io.keyholder.commandline.key;

import io.keyholder.application.Keyholder;
import io.keyholder.application.key.KeyChangeResult;
import io.keyholder.application.key.PossessionChallenge;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.key.ProvenKey;
import io.keyholder.application.key.RotationResult;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.JsonObjects;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.PossessionProof;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.ports.Crypto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes a key pair for a data owner, as its client would: the private half is in its file before the public one is
 * registered, so that nothing is sealed for a key that was lost. A file whose key is refused is removed again.
 */
final class KeyCreation {
    private final Terminal terminal;
    private final Crypto crypto;
    private final Keyholder keyholder;
    private final DataOwnerId owner;
    private final KeyFiles files;

    KeyCreation(Terminal terminal, Crypto crypto, Keyholder keyholder, DataOwnerId owner) {
        this.terminal = terminal;
        this.crypto = crypto;
        this.keyholder = keyholder;
        this.owner = owner;
        this.files = new KeyFiles(terminal, crypto);
    }

    int run(Path file, Optional<Path> replaced) {
        if (Files.exists(file)) {
            throw KeyFiles.exists(file);
        }
        RegisteredKey registered = replaced.isPresent() ? rotated(file, replaced.get()) : registered(file);
        terminal.print(lineOf(registered));
        terminal.note(PrivateKeyHandover.WARNING);
        if (!registered.isTrusted()) {
            terminal.note("nothing is sealed for it before an administrator vouches for it");
        }
        return ExitCode.DONE;
    }

    /** What is shown of a key: its fingerprint and whether it is sealed for. */
    static String lineOf(RegisteredKey key) {
        return key.publicKey().fingerprint().sha256() + "\t" + stateOf(key);
    }

    /** The same as JSON. */
    static String jsonOf(RegisteredKey key) {
        return JsonObjects.object(json -> {
            json.writeStringField("fingerprint", key.publicKey().fingerprint().sha256());
            json.writeStringField("state", stateOf(key));
        });
    }

    private static String stateOf(RegisteredKey key) {
        if (key.revoked().isPresent()) {
            return "REVOKED";
        }
        return key.isTrusted() ? "TRUSTED" : "NOT VOUCHED FOR";
    }

    private RegisteredKey registered(Path file) {
        ProvenKey fresh = saved(file);
        KeyChangeResult result = keyholder.keys().registerProven(Actor.host(), fresh);
        if (result instanceof KeyChangeResult.Changed changed) {
            return changed.key();
        }
        throw refused(file, "the key was not registered");
    }

    private RegisteredKey rotated(Path file, Path replaced) {
        try (EncryptionKeyPair old = files.readRegistered(keyholder, owner, replaced)) {
            ProvenKey fresh = saved(file);
            ProvenKey given =
                    proven(old, keyholder.keys().challengeToReplace(owner, old.publicKey(), fresh.publicKey()));
            RotationResult result = keyholder.keys().rotate(Actor.host(), given, fresh);
            if (result instanceof RotationResult.Rotated done) {
                return done.key();
            }
            throw refused(file, "nothing is sealed for the old key, so it vouches for no other");
        }
    }

    private ProvenKey saved(Path file) {
        EncryptionKeyPair pair = crypto.keyPairGenerator().generate();
        try (PrivateKeyHandover handover = PrivateKeyHandover.of(pair, crypto)) {
            ProvenKey proven = proven(pair, keyholder.keys().challengeToRegister(owner, pair.publicKey()));
            files.save(handover, file);
            return proven;
        }
    }

    private ProvenKey proven(EncryptionKeyPair pair, PossessionChallenge challenge) {
        try (challenge;
                ContentKey secret = crypto.contentKeyWrapper().unwrap(challenge.encrypted(), pair)) {
            return challenge
                    .prove(PossessionProof.of(secret, challenge.purpose()))
                    .orElseThrow(() -> new CommandFailure("the key does not answer in time"));
        }
    }

    /** Where a store fails instead, the file stays: its key may be registered. */
    private static CommandFailure refused(Path file, String reason) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException broken) {
            throw new UncheckedIOException("the key file cannot be removed", broken);
        }
        return new CommandFailure(reason);
    }
}
