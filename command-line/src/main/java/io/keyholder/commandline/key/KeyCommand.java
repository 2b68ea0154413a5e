package io.keyholder.commandline.key;

import io.keyholder.adapters.crypto.file.OwnerOnlyFile;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.recovery.JoinResult;
import io.keyholder.application.recovery.KeyShare;
import io.keyholder.application.recovery.KeyShareReading;
import io.keyholder.application.recovery.KeyShares;
import io.keyholder.application.recovery.RecoveryKit;
import io.keyholder.application.recovery.RecoveryKits;
import io.keyholder.application.recovery.RecoveryResult;
import io.keyholder.commandline.store.OneUser;
import io.keyholder.commandline.store.OpenUsers;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.JsonOption;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.RecoveryKey;
import io.keyholder.domain.key.RecoveryKeyReading;
import io.keyholder.ports.Crypto;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The keys of users, and copies of a private key for its owner: in other forms, as a recovery kit, as shares, on a new
 * device.
 */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Makes keys of users, makes copies of a private key file, and gets the key back from them.")
public final class KeyCommand {
    private static final String IN =
            "The private key file. Its passphrase is read first; an empty line when it has none.";
    private static final String OUT = "The file to write; one that exists is never overwritten.";
    private static final String PADDING =
            "The padding of the key, OAEP_SHA1 or OAEP_SHA256. Default: ${DEFAULT-VALUE}.";

    private final Terminal terminal;
    private final Crypto crypto;
    private final KeyFiles files;
    private final OpenUsers users;

    public KeyCommand(Terminal terminal, Crypto crypto, OpenUsers users) {
        this.terminal = terminal;
        this.crypto = crypto;
        this.files = new KeyFiles(terminal, crypto);
        this.users = users;
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
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a key pair for a user. The first is sealed for at once, a later one when it is vouched"
                    + " for. With --replacing, an earlier key of the user does so and is revoked. Reads the"
                    + " passphrase of that file, if any, and then one for the new file.")
    int create(
            @Mixin OneUser user,
            @Option(
                            names = "--key",
                            required = true,
                            paramLabel = "FILE",
                            description = "Where the private key goes, encrypted: a new file.")
                    Path key,
            @Option(
                            names = "--replacing",
                            paramLabel = "FILE",
                            description = "The file of the key that gives way to the new one.")
                    Optional<Path> replaced) {
        replaced.ifPresent(KeyFiles::requireReadable);
        return users.withExisting(
                user,
                (keyholder, found) ->
                        new KeyCreation(terminal, crypto, keyholder, KeyFiles.ownerOf(found)).run(key, replaced));
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Finds the registered key of a user that a private key file belongs to.")
    int importFile(
            @Mixin OneUser user,
            @Option(names = "--in", required = true, paramLabel = "FILE", description = IN) Path in,
            @Mixin JsonOption json) {
        KeyFiles.requireReadable(in);
        return users.withExisting(user, (keyholder, found) -> {
            DataOwnerId owner = KeyFiles.ownerOf(found);
            try (EncryptionKeyPair pair = files.readRegistered(keyholder, owner, in)) {
                keyholder.keys().publicKeysOf(owner).stream()
                        .filter(key -> key.publicKey().equals(pair.publicKey()))
                        .forEach(key ->
                                terminal.print(json.isChosen() ? KeyCreation.jsonOf(key) : KeyCreation.lineOf(key)));
            }
            return ExitCode.DONE;
        });
    }

    @Command(
            name = "transfer",
            mixinStandardHelpOptions = true,
            description =
                    "On a device that has the key: seals it for a new device. Reads the passphrase of the key file, and"
                            + " then the six groups that the new device shows.")
    int transfer(
            @Option(names = "--in", required = true, paramLabel = "FILE", description = IN) Path in,
            @Option(
                            names = "--request",
                            required = true,
                            paramLabel = "TEXT",
                            description = "What 'key receive' printed.")
                    String request,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = OUT) Path out,
            @Option(names = "--padding", paramLabel = "PADDING", defaultValue = "OAEP_SHA256", description = PADDING)
                    KeyPadding padding) {
        return new TransferCommand(terminal, crypto, files).send(in, padding, request, out);
    }

    @Command(
            name = "receive",
            mixinStandardHelpOptions = true,
            description = "On a new device: prints a request for 'key transfer' and waits. Reads the name"
                    + " of the file that came"
                    + " back, and then a passphrase for the new key file.")
    int receive(
            @Mixin OneUser user,
            @Option(
                            names = "--key",
                            required = true,
                            paramLabel = "FILE",
                            description = "Where the private key goes, encrypted: a new file.")
                    Path key,
            @Option(names = "--qr", description = "Draws the request, too.") boolean drawn) {
        return users.withExisting(
                user,
                (keyholder, found) -> new TransferCommand(terminal, crypto, files)
                        .receive(keyholder.keys().publicKeysOf(KeyFiles.ownerOf(found)), key, drawn));
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
                            paramLabel = "FORM",
                            defaultValue = "PEM",
                            description = "One of ${COMPLETION-CANDIDATES}; HEX and JWK are in clear."
                                    + " Default: ${DEFAULT-VALUE}.")
                    Form form,
            @Option(names = "--padding", paramLabel = "PADDING", defaultValue = "OAEP_SHA256", description = PADDING)
                    KeyPadding padding) {
        try (EncryptionKeyPair pair = files.read(in, padding)) {
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
        byte[] file = KeyFiles.content(kit);
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
            @Option(
                            names = "--needed",
                            required = true,
                            paramLabel = "NUMBER",
                            description = "How many shares give the key back.")
                    int needed,
            @Option(
                            names = "--shares",
                            required = true,
                            paramLabel = "NUMBER",
                            description = "How many shares there are.")
                    int count,
            @Option(names = "--padding", paramLabel = "PADDING", defaultValue = "OAEP_SHA256", description = PADDING)
                    KeyPadding padding) {
        try (EncryptionKeyPair pair = files.read(in, padding)) {
            for (KeyShare share : new KeyShares(crypto).split(pair, needed, count)) {
                Path file = out.resolveSibling(out.getFileName() + "." + share.number());
                byte[] text = share.text();
                KeyFiles.requireSaved(OwnerOnlyFile.at(file).save(text), file);
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
            KeyShareReading reading = KeyShare.read(KeyFiles.content(file));
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

    private int exportKit(EncryptionKeyPair pair, Path out) {
        try (RecoveryKit kit = new RecoveryKits(crypto).make(pair)) {
            KeyFiles.requireSaved(OwnerOnlyFile.at(out).save(kit.file()), out);
            terminal.print(kit.key().reveal());
            terminal.note("print that line and keep it elsewhere than the file; it is not shown again");
            return ExitCode.DONE;
        }
    }

    private int handOver(EncryptionKeyPair pair, Path out, Form form) {
        try (PrivateKeyHandover handover = PrivateKeyHandover.of(pair, crypto)) {
            OwnerOnlyFile file = OwnerOnlyFile.at(out);
            switch (form) {
                case HEX -> KeyFiles.requireSaved(handover.saveUnprotectedIcureHex(file), out);
                case JWK -> KeyFiles.requireSaved(handover.saveUnprotectedJwk(file), out);
                default -> files.save(handover, out);
            }
            terminal.print(Line.of(out.toString()));
            terminal.note(PrivateKeyHandover.WARNING);
            return ExitCode.DONE;
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
}
