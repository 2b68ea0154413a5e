package io.keyholder.adapters.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.documents.DocumentException;
import io.keyholder.documents.DocumentVersionException;
import io.keyholder.documents.InvitationDocuments;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.user.Revision;
import io.keyholder.ports.persistence.InvitationRepository.Stored;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.StoreVersionException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code keyholder.invitations}. The checksum is over id, revision and document, as in {@link StoredLoginState}.
 * Holds the arrays it was given; never leaves this package.
 */
final class StoredInvitation {
    /** The columns, in the order in which {@link #read} takes them. */
    static final String COLUMNS = "id, revision, checksum, document";

    private final String id;
    private final String revision;
    private final int checksum;
    private final byte[] document;

    private StoredInvitation(String id, String revision, int checksum, byte[] document) {
        this.id = id;
        this.revision = revision;
        this.checksum = checksum;
        this.document = document;
    }

    /** The row of an invitation that was not stored before, or not like this. */
    static StoredInvitation of(InvitationId id, Revision revision, byte[] document) {
        return new StoredInvitation(
                id.value(), revision.value(), checksum(id.value(), revision.value(), document), document);
    }

    static StoredInvitation read(ResultSet row) throws SQLException {
        return new StoredInvitation(row.getString(1), row.getString(2), row.getInt(3), row.getBytes(4));
    }

    String id() {
        return id;
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
     * The invitation with its revision.
     *
     * @throws StoreCorruptException naming the id when the row is not what was written
     * @throws StoreVersionException when a later version of this library wrote it
     */
    Stored toStored() {
        if (checksum != checksum(id, revision, document)) {
            throw damaged(null);
        }
        try {
            Invitation invitation = InvitationDocuments.read(document);
            if (!invitation.id().value().equals(id)) {
                throw damaged(null);
            }
            return new Stored(invitation, new Revision(revision));
        } catch (DocumentException unreadable) {
            throw damaged(unreadable);
        } catch (DocumentVersionException later) {
            throw new StoreVersionException(
                    "the invitation " + id + " is of a later version; update the library", later);
        }
    }

    private StoreCorruptException damaged(@Nullable DocumentException cause) {
        return new StoreCorruptException("the invitation " + id + " is damaged", cause);
    }

    private static int checksum(String id, String revision, byte[] document) {
        CRC32C checksum = new CRC32C();
        checksum.update(id.getBytes(UTF_8));
        checksum.update(revision.getBytes(UTF_8));
        checksum.update(document);
        return (int) checksum.getValue();
    }
}
