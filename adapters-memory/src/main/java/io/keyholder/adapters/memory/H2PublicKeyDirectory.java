package io.keyholder.adapters.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.user.DataOwnerId;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.StoreCorruptException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The public keys in the table {@code keyholder.public_keys}. */
final class H2PublicKeyDirectory implements PublicKeyDirectory {
    private final H2Database database;

    H2PublicKeyDirectory(H2Database database) {
        this.database = database;
    }

    @Override
    public void register(RegisteredKey key) {
        database.write(transaction -> {
            if (!isRegistered(transaction.session(), key)) {
                insert(transaction, key);
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
        return database.read(session -> session.all(row -> read(owner, row), """
                SELECT fingerprint, padding, spki, registered_second, registered_nano FROM keyholder.public_keys
                    WHERE owner = ? ORDER BY registered_second, registered_nano, fingerprint""", bytes(owner)));
    }

    private static boolean isRegistered(H2Session session, RegisteredKey key) throws SQLException {
        return session.first(
                        row -> row.getInt(1),
                        "SELECT 1 FROM keyholder.public_keys WHERE owner = ? AND fingerprint = ?",
                        bytes(key.owner()),
                        bytes(key.publicKey().fingerprint()))
                .isPresent();
    }

    private static void insert(WriteTransaction transaction, RegisteredKey key) throws SQLException {
        Instant registered = key.registered();
        transaction.change(
                """
                INSERT INTO keyholder.public_keys(
                    owner, fingerprint, padding, spki, registered_second, registered_nano)
                    VALUES (?, ?, ?, ?, ?, ?)""",
                bytes(key.owner()),
                bytes(key.publicKey().fingerprint()),
                key.publicKey().padding().name(),
                key.publicKey().spki(),
                registered.getEpochSecond(),
                registered.getNano());
    }

    private static RegisteredKey read(DataOwnerId owner, ResultSet row) throws SQLException {
        try {
            EncryptionPublicKey publicKey =
                    EncryptionPublicKey.ofSpki(row.getBytes(3), KeyPadding.valueOf(row.getString(2)));
            if (Arrays.equals(bytes(publicKey.fingerprint()), row.getBytes(1))) {
                return new RegisteredKey(owner, publicKey, Instant.ofEpochSecond(row.getLong(4), row.getInt(5)));
            }
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw new StoreCorruptException("a public key of data owner " + owner + " is unreadable", unreadable);
        }
        throw new StoreCorruptException("a public key of data owner " + owner + " is not what was registered", null);
    }

    private static byte[] bytes(DataOwnerId owner) {
        return owner.value().getBytes(UTF_8);
    }

    private static byte[] bytes(Fingerprint fingerprint) {
        return HexFormat.of().parseHex(fingerprint.sha256());
    }
}
