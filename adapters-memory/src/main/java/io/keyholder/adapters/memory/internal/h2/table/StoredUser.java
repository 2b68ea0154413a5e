package io.keyholder.adapters.memory.internal.h2.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.documents.UserDocuments;
import io.keyholder.documents.failure.DocumentException;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.UnreadableUserException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code keyholder.users}. The checksum is over id, revision and document: H2 checks the frames of its
 * pages, not what is in them. Holds the arrays it was given; never leaves this package.
 */
public final class StoredUser implements DocumentRow {
    /** The columns, in the order in which {@link #read} takes them. */
    public static final String COLUMNS = "u.id, u.revision, u.checksum, u.document";

    private final byte[] id;
    private final String revision;
    private final int checksum;
    private final byte[] document;

    private StoredUser(byte[] id, String revision, int checksum, byte[] document) {
        this.id = id;
        this.revision = revision;
        this.checksum = checksum;
        this.document = document;
    }

    /** The row of a user that was not stored before, or not like this. */
    static StoredUser of(UserId id, Revision revision, byte[] document) {
        byte[] idBytes = bytes(id);
        return new StoredUser(idBytes, revision.value(), checksum(idBytes, revision.value(), document), document);
    }

    public static StoredUser read(ResultSet row) throws SQLException {
        return new StoredUser(row.getBytes(1), row.getString(2), row.getInt(3), row.getBytes(4));
    }

    /** An id as the key column has it: its UTF-8 bytes, whose order is that of ids. */
    public static byte[] bytes(UserId id) {
        return id.value().getBytes(UTF_8);
    }

    boolean isAt(Revision expected) {
        return revision.equals(expected.value());
    }

    public byte[] id() {
        return id;
    }

    @Override
    public String revisionText() {
        return revision;
    }

    @Override
    public int checksum() {
        return checksum;
    }

    @Override
    public byte[] document() {
        return document;
    }

    /**
     * The user.
     *
     * @throws StoreCorruptException naming the id when the row is not what was written
     */
    public User toUser() {
        if (!isIntact()) {
            throw damaged(null);
        }
        try {
            User user = UserDocuments.read(document);
            if (user.id().value().equals(idText())) {
                return user.withRevision(new Revision(revision));
            }
        } catch (DocumentException unreadable) {
            throw damaged(unreadable);
        }
        throw damaged(null);
    }

    private StoreCorruptException damaged(@Nullable DocumentException cause) {
        try {
            return new UnreadableUserException(new UserId(idText()), cause);
        } catch (InvalidValueException alsoDamaged) {
            return new StoreCorruptException("the stored document of a user of unreadable id is damaged", cause);
        }
    }

    @Override
    public boolean isIntact() {
        return checksum == checksum(id, revision, document);
    }

    @Override
    public String idText() {
        return new String(id, UTF_8);
    }

    private static int checksum(byte[] id, String revision, byte[] document) {
        CRC32C checksum = new CRC32C();
        checksum.update(id);
        checksum.update(revision.getBytes(UTF_8));
        checksum.update(document);
        return (int) checksum.getValue();
    }
}
