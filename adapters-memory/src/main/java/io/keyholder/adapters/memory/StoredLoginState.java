package io.keyholder.adapters.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.documents.DocumentException;
import io.keyholder.documents.DocumentVersionException;
import io.keyholder.documents.LoginStateDocuments;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.user.Revision;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.StoreVersionException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code keyholder.login_states}. The checksum is over key, revision and document: H2 checks the frames of its
 * pages, not what is in them. Holds the arrays it was given; never leaves this package.
 */
final class StoredLoginState {
    /** The columns, in the order in which {@link #read} takes them. */
    static final String COLUMNS = "state_key, revision, checksum, document";

    private final String key;
    private final String revision;
    private final int checksum;
    private final byte[] document;

    private StoredLoginState(String key, String revision, int checksum, byte[] document) {
        this.key = key;
        this.revision = revision;
        this.checksum = checksum;
        this.document = document;
    }

    /** The row of a state that was not stored before, or not like this. */
    static StoredLoginState of(LoginStateKey key, Revision revision, byte[] document) {
        return new StoredLoginState(
                key.value(), revision.value(), checksum(key.value(), revision.value(), document), document);
    }

    static StoredLoginState read(ResultSet row) throws SQLException {
        return new StoredLoginState(row.getString(1), row.getString(2), row.getInt(3), row.getBytes(4));
    }

    String key() {
        return key;
    }

    String revision() {
        return revision;
    }

    int checksum() {
        return checksum;
    }

    byte[] document() {
        return document;
    }

    /**
     * The state with its revision.
     *
     * @throws StoreCorruptException naming the key when the row is not what was written
     * @throws StoreVersionException when a later version of this library wrote it
     */
    Stored toStored() {
        if (checksum != checksum(key, revision, document)) {
            throw damaged(null);
        }
        try {
            LoginState state = LoginStateDocuments.read(document);
            return new Stored(state, new Revision(revision));
        } catch (DocumentException unreadable) {
            throw damaged(unreadable);
        } catch (DocumentVersionException later) {
            throw new StoreVersionException(
                    "the login state " + key + " is of a later version; update the library", later);
        }
    }

    private StoreCorruptException damaged(@Nullable DocumentException cause) {
        return new StoreCorruptException("the login state " + key + " is damaged", cause);
    }

    private static int checksum(String key, String revision, byte[] document) {
        CRC32C checksum = new CRC32C();
        checksum.update(key.getBytes(UTF_8));
        checksum.update(revision.getBytes(UTF_8));
        checksum.update(document);
        return (int) checksum.getValue();
    }
}
