package io.keyholder.adapters.memory.internal.h2.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.adapters.memory.internal.h2.transaction.H2Database;
import io.keyholder.adapters.memory.internal.h2.transaction.WriteTransaction;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.StoreCorruptException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The public keys in the table {@code keyholder.public_keys}. */
public final class H2PublicKeyDirectory implements PublicKeyDirectory {
    private static final String SELECT = """
            SELECT owner, fingerprint, padding, spki, registered_second, registered_nano,
                voucher, vouched_second, vouched_nano, revoked_second, revoked_nano
                FROM keyholder.public_keys WHERE\s""";
    private static final int SHA256_DIGITS = 64;
    private static final int V1_DIGITS = 32;
    private static final int V2_DIGITS = 22;

    private final H2Database database;

    public H2PublicKeyDirectory(H2Database database) {
        this.database = database;
    }

    @Override
    public void register(RegisteredKey key) {
        database.write(transaction -> {
            insertIfAbsent(transaction, key);
            return key;
        });
    }

    /** Writers of one store wait for each other, so no other vouches between looking and writing. */
    @Override
    public void registerInitial(RegisteredKey key, Endorsement word) {
        database.write(transaction -> {
            boolean isFirst = keysOf(transaction.session(), key.owner()).stream()
                    .noneMatch(known -> known.vouch().isPresent());
            insertIfAbsent(transaction, key);
            if (isFirst) {
                vouch(transaction, key.owner(), key.publicKey().fingerprint(), word);
            }
            return key;
        });
    }

    @Override
    public void withdraw(DataOwnerId owner, Fingerprint fingerprint) {
        database.write(transaction -> {
            transaction.change(
                    "DELETE FROM keyholder.public_keys WHERE owner = ? AND fingerprint = ?",
                    bytes(owner),
                    bytes(fingerprint));
            return owner;
        });
    }

    @Override
    public List<RegisteredKey> keysOf(DataOwnerId owner) {
        return database.read(session -> keysOf(session, owner));
    }

    @Override
    public Optional<RegisteredKey> vouch(DataOwnerId owner, Fingerprint fingerprint, Endorsement word) {
        return database.write(transaction -> {
            vouch(transaction, owner, fingerprint, word);
            return find(transaction.session(), owner, fingerprint);
        });
    }

    @Override
    public Optional<RegisteredKey> revoke(DataOwnerId owner, Fingerprint fingerprint, Instant moment) {
        return database.write(transaction -> {
            revoke(transaction, owner, fingerprint, moment);
            return find(transaction.session(), owner, fingerprint);
        });
    }

    /** The second form is the first without its end, so it is a range of the first. */
    @Override
    public List<RegisteredKey> find(String fingerprint) {
        String digits = fingerprint.toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]*")) {
            return List.of();
        }
        return switch (digits.length()) {
            case SHA256_DIGITS -> all("fingerprint = ?", digits);
            case V1_DIGITS -> all("tail = ?", digits);
            case V2_DIGITS -> all("tail BETWEEN ? AND ?", digits + "0".repeat(10), digits + "f".repeat(10));
            default -> List.of();
        };
    }

    private List<RegisteredKey> all(String condition, String... digits) {
        Object[] arguments = Arrays.stream(digits).map(HexFormat.of()::parseHex).toArray();
        return database.read(session -> session.all(H2PublicKeyDirectory::read, SELECT + condition, arguments));
    }

    private static List<RegisteredKey> keysOf(H2Session session, DataOwnerId owner) throws SQLException {
        return session.all(
                H2PublicKeyDirectory::read,
                SELECT + "owner = ? ORDER BY registered_second, registered_nano, fingerprint",
                bytes(owner));
    }

    private static Optional<RegisteredKey> find(H2Session session, DataOwnerId owner, Fingerprint fingerprint)
            throws SQLException {
        return session.first(
                H2PublicKeyDirectory::read, SELECT + "owner = ? AND fingerprint = ?", bytes(owner), bytes(fingerprint));
    }

    private static void insertIfAbsent(WriteTransaction transaction, RegisteredKey key) throws SQLException {
        if (find(transaction.session(), key.owner(), key.publicKey().fingerprint())
                .isEmpty()) {
            insert(transaction, key);
        }
    }

    private static void insert(WriteTransaction transaction, RegisteredKey key) throws SQLException {
        Instant registered = key.registered();
        Fingerprint fingerprint = key.publicKey().fingerprint();
        transaction.change(
                """
                INSERT INTO keyholder.public_keys(
                    owner, fingerprint, padding, spki, tail, registered_second, registered_nano)
                    VALUES (?, ?, ?, ?, ?, ?, ?)""",
                bytes(key.owner()),
                bytes(fingerprint),
                key.publicKey().padding().name(),
                key.publicKey().spki(),
                HexFormat.of().parseHex(fingerprint.v1()),
                registered.getEpochSecond(),
                registered.getNano());
        if (key.vouch().isPresent()) {
            vouch(transaction, key.owner(), fingerprint, key.vouch().get());
        }
        if (key.revoked().isPresent()) {
            revoke(transaction, key.owner(), fingerprint, key.revoked().get());
        }
    }

    private static void vouch(
            WriteTransaction transaction, DataOwnerId owner, Fingerprint fingerprint, Endorsement word)
            throws SQLException {
        Instant at = word.at();
        transaction.change(
                """
                UPDATE keyholder.public_keys SET voucher = ?, vouched_second = ?, vouched_nano = ?
                    WHERE owner = ? AND fingerprint = ? AND voucher IS NULL""",
                word.voucher().getBytes(UTF_8),
                at.getEpochSecond(),
                at.getNano(),
                bytes(owner),
                bytes(fingerprint));
    }

    private static void revoke(WriteTransaction transaction, DataOwnerId owner, Fingerprint fingerprint, Instant moment)
            throws SQLException {
        String update = """
                UPDATE keyholder.public_keys SET revoked_second = ?, revoked_nano = ?
                    WHERE owner = ? AND fingerprint = ? AND revoked_second IS NULL""";
        transaction.change(update, moment.getEpochSecond(), moment.getNano(), bytes(owner), bytes(fingerprint));
    }

    private static RegisteredKey read(ResultSet row) throws SQLException {
        DataOwnerId owner = new DataOwnerId(new String(row.getBytes(1), UTF_8));
        try {
            EncryptionPublicKey publicKey =
                    EncryptionPublicKey.ofSpki(row.getBytes(4), KeyPadding.valueOf(row.getString(3)));
            if (Arrays.equals(bytes(publicKey.fingerprint()), row.getBytes(2))) {
                return new RegisteredKey(
                        owner,
                        publicKey,
                        Instant.ofEpochSecond(row.getLong(5), row.getInt(6)),
                        vouch(row),
                        moment(row, 10));
            }
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw new StoreCorruptException("a public key of data owner " + owner + " is unreadable", unreadable);
        }
        throw new StoreCorruptException("a public key of data owner " + owner + " is not what was registered", null);
    }

    private static Optional<Endorsement> vouch(ResultSet row) throws SQLException {
        Optional<String> voucher = Optional.ofNullable(row.getBytes(7)).map(name -> new String(name, UTF_8));
        Optional<Instant> at = moment(row, 8);
        return voucher.flatMap(name -> at.map(moment -> new Endorsement(name, moment)));
    }

    /** The moment in two columns, of which this is the first; absent when they are null. */
    private static Optional<Instant> moment(ResultSet row, int column) throws SQLException {
        long second = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(second, row.getInt(column + 1)));
    }

    private static byte[] bytes(DataOwnerId owner) {
        return owner.value().getBytes(UTF_8);
    }

    private static byte[] bytes(Fingerprint fingerprint) {
        return HexFormat.of().parseHex(fingerprint.sha256());
    }
}
