package io.keyholder.commandline.invitation;

import io.keyholder.adapters.crypto.file.OwnerOnlyFile;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.invitation.InvitationSender;
import io.keyholder.ports.invitation.SendOutcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Sends messages into a new file, for its owner only: a host without a mail server, whose user hands the message over.
 *
 * @param path of the file
 */
record MessageFile(Path path) implements InvitationSender {
    @Override
    public SendOutcome send(InvitationMessage message) {
        ByteBuffer text = StandardCharsets.UTF_8.encode(textOf(message) + "\n");
        try (FileChannel file = OwnerOnlyFile.create(path)) {
            while (text.hasRemaining()) {
                file.write(text);
            }
            file.force(true);
            return SendOutcome.sent();
        } catch (IOException broken) {
            return SendOutcome.notSent(SendFailure.BROKEN);
        }
    }

    private static String textOf(InvitationMessage message) {
        return message instanceof InvitationMessage.Email email
                ? email.text()
                : ((InvitationMessage.Sms) message).text();
    }
}
