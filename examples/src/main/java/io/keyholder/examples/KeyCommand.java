package io.keyholder.examples;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.OwnerOnlyFile;
import io.keyholder.application.PrivateKeyHandover;
import io.keyholder.application.recovery.JoinResult;
import io.keyholder.application.recovery.KeyShare;
import io.keyholder.application.recovery.KeyShareReading;
import io.keyholder.application.recovery.KeyShares;
import io.keyholder.application.recovery.RecoveryKit;
import io.keyholder.application.recovery.RecoveryKits;
import io.keyholder.application.recovery.RecoveryResult;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.RecoveryKey;
import io.keyholder.domain.key.RecoveryKeyReading;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.keys.KeyFileTarget;
import io.keyholder.ports.keys.PrivateKeyReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies of a private key, for its owner: in other forms, as a recovery kit, as shares. Needs no store and no user. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Makes copies of a private key file, and gets the key back from them.")
final class KeyCommand {
    private static final String IN =
            "The private key file. Its passphrase is read first; an empty line when it has none.";
    private static final String OUT = "The file to write; one that exists is never overwritten.";
    private static final String PADDING =
            "The padding of the key, OAEP_SHA1 or OAEP_SHA256. Default: ${DEFAULT-VALUE}.";

    private final Terminal terminal;
    private final Crypto crypto = BouncyCastleCrypto.create();

    KeyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What a private key is written as. */
    enum Form {
        /** Encrypted PKCS #8. */
        PEM,
        /** iCure's {@code .key}, in clear. */
        HEX,
        /** iCure's pair of JWKs, in clear. */
        JWK,
        /** Sealed under a recovery key, which is printed. */
        KIT
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes a private key in another form. A KIT prints the recovery key that opens it, once.")
    int export(
            @Option(names = "--in", required = true, paramLabel = "FILE", description = IN) Path in,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = OUT) Path out,
            @Option(
                            names = "--form",
                            defaultValue = "PEM",
                            description =
                                    "One of ${COMPLETION-CANDIDATES}; HEX and JWK are in clear. Default: ${DEFAULT-VALUE}.")
                    Form form,
            @Option(names = "--padding", defaultValue = "OAEP_SHA256", description = PADDING) KeyPadding padding) {
        try (EncryptionKeyPair pair = read(in, padding)) {
            if (form == Form.KIT) {
                return exportKit(pair, out);
            }
            return handOver(pair, out, form);
        }
    }

    @Command(
            name = "recover",
            mixinStandardHelpOptions = true,
            description =
                    "Gets a private key back from a kit. Reads the recovery key, then a passphrase for the new file.")
    int recover(
            @Option(names = "--kit", required = true, paramLabel = "FILE", description = "The file of the kit.")
                    Path kit,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = OUT) Path out) {
        byte[] file = content(kit);
        try (RecoveryKey key = typedKey()) {
            RecoveryResult result = new RecoveryKits(crypto).recover(file, key);
            if (result instanceof RecoveryResult.Recovered recovered) {
                return handOver(recovered.pair(), out, Form.PEM);
            }
            throw new CommandFailure(
                    result instanceof RecoveryResult.WrongKit wrong
                            ? "the file needs another recovery key: that of " + wrong.name() + ".recovery"
                            : ((RecoveryResult.Damaged) result).problem());
        }
    }

    @Command(
            name = "split",
            mixinStandardHelpOptions = true,
            description = "Splits a private key into shares, FILE.1 to FILE.n: any few of them give it back.")
    int split(
            @Option(names = "--in", required = true, paramLabel = "FILE", description = IN) Path in,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = "How the shares' names begin.")
                    Path out,
            @Option(names = "--needed", required = true, description = "How many shares give the key back.") int needed,
            @Option(names = "--shares", required = true, description = "How many shares there are.") int count,
            @Option(names = "--padding", defaultValue = "OAEP_SHA256", description = PADDING) KeyPadding padding) {
        try (EncryptionKeyPair pair = read(in, padding)) {
            for (KeyShare share : new KeyShares(crypto).split(pair, needed, count)) {
                Path file = out.resolveSibling(out.getFileName() + "." + share.number());
                byte[] text = share.text();
                requireSaved(OwnerOnlyFile.at(file).save(text), file);
                Arrays.fill(text, (byte) 0);
                share.close();
                terminal.print(Line.of(file.toString()));
            }
            terminal.note("any " + needed + " of them give the key, without asking its owner");
            return ExitCode.DONE;
        }
    }

    @Command(
            name = "join",
            mixinStandardHelpOptions = true,
            description = "Joins shares to the private key. Reads a passphrase for the new file.")
    int join(
            @Option(names = "--out", required = true, paramLabel = "FILE", description = OUT) Path out,
            @Parameters(arity = "1..*", paramLabel = "SHARE", description = "The shares.") List<Path> files) {
        List<KeyShare> shares = new ArrayList<>();
        for (Path file : files) {
            KeyShareReading reading = KeyShare.read(content(file));
            if (!(reading instanceof KeyShareReading.Read read)) {
                throw new CommandFailure(
                        Line.of(file.toString()) + ": " + ((KeyShareReading.Damaged) reading).problem());
            }
            shares.add(read.share());
        }
        JoinResult result = new KeyShares(crypto).join(shares);
        shares.forEach(KeyShare::close);
        if (result instanceof JoinResult.Joined joined) {
            return handOver(joined.pair(), out, Form.PEM);
        }
        throw new CommandFailure(reasonOf(result));
    }

    private EncryptionKeyPair read(Path file, KeyPadding padding) {
        byte[] content = content(file);
        try (Password passphrase = terminal.readSecret("Passphrase of the key file")) {
            PrivateKeyReading reading = crypto.privateKeyImporter().read(content, passphrase);
            if (reading instanceof PrivateKeyReading.Read read) {
                return new EncryptionKeyPair(crypto.privateKeyImporter().publicKeyOf(read.key(), padding), read.key());
            }
            throw new CommandFailure(
                    reading instanceof PrivateKeyReading.Damaged damaged
                            ? damaged.problem()
                            : "the passphrase does not open the key file");
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private int exportKit(EncryptionKeyPair pair, Path out) {
        try (RecoveryKit kit = new RecoveryKits(crypto).make(pair)) {
            requireSaved(OwnerOnlyFile.at(out).save(kit.file()), out);
            terminal.print(kit.key().reveal());
            terminal.note("print that line and keep it elsewhere than the file; it is not shown again");
            return ExitCode.DONE;
        }
    }

    private int handOver(EncryptionKeyPair pair, Path out, Form form) {
        try (PrivateKeyHandover handover = PrivateKeyHandover.of(pair, crypto)) {
            OwnerOnlyFile file = OwnerOnlyFile.at(out);
            requireSaved(
                    switch (form) {
                        case HEX -> handover.saveUnprotectedIcureHex(file);
                        case JWK -> handover.saveUnprotectedJwk(file);
                        default -> saveEncrypted(handover, file);
                    },
                    out);
            terminal.print(Line.of(out.toString()));
            terminal.note(PrivateKeyHandover.WARNING);
            return ExitCode.DONE;
        }
    }

    private KeyFileTarget.Outcome saveEncrypted(PrivateKeyHandover handover, OwnerOnlyFile file) {
        try (Password passphrase = terminal.readSecret("Passphrase of the new key file")) {
            if (passphrase.isEmpty()) {
                throw new CommandFailure("the passphrase of the new key file is empty");
            }
            return handover.saveEncryptedPem(file, passphrase);
        }
    }

    private RecoveryKey typedKey() {
        RecoveryKeyReading reading = RecoveryKey.read(terminal.readCode("Recovery key"));
        if (reading instanceof RecoveryKeyReading.Read read) {
            return read.key();
        }
        if (reading instanceof RecoveryKeyReading.Mistyped mistyped) {
            throw new CommandFailure("the recovery key is mistyped in groups " + mistyped.groups());
        }
        throw new CommandFailure(
                reading instanceof RecoveryKeyReading.WrongLength wrong
                        ? "the recovery key has " + wrong.letters() + " letters, not 70"
                        : "the recovery key is mistyped in more than one place");
    }

    private static String reasonOf(JoinResult result) {
        if (result instanceof JoinResult.TooFew few) {
            return few.threshold() + " shares are needed, and there are " + few.given();
        }
        if (result instanceof JoinResult.Foreign foreign) {
            return "the shares are of " + foreign.setIds().size() + " different sets";
        }
        if (result instanceof JoinResult.Duplicate duplicate) {
            return "share " + duplicate.numbers() + " was given more than once";
        }
        return "what came out is not the key: one of the shares is not what it was";
    }

    private static void requireSaved(KeyFileTarget.Outcome outcome, Path file) {
        if (outcome == KeyFileTarget.Outcome.EXISTS) {
            throw new CommandFailure(Line.of(file.toString()) + " exists, and is not overwritten");
        }
    }

    private static byte[] content(Path file) {
        if (!Files.isReadable(file)) {
            throw CommandFailure.usage("cannot read " + Line.of(file.toString()));
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException broken) {
            throw new UncheckedIOException("the file cannot be read", broken);
        }
    }
}
