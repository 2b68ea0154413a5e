package io.keyholder.adapters.mail;

import io.keyholder.domain.invitation.SendFailure;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/** What an error of Jakarta Mail means. Nothing of the error itself is passed on: it may show addresses. */
final class SmtpFailures {
    private SmtpFailures() {}

    /** The failure by the server's last reply where that is a refusal, otherwise by the error. */
    static SendFailure of(MessagingException error, SmtpReply reply) {
        return reply.refusal().orElseGet(() -> of(error));
    }

    private static SendFailure of(MessagingException error) {
        List<Throwable> chain = chainOf(error);
        if (has(chain, AuthenticationFailedException.class)) {
            return SendFailure.NOT_AUTHENTICATED;
        }
        if (chain.stream().anyMatch(SmtpFailures::isReplyOfServer)) {
            return SendFailure.MESSAGE_REFUSED;
        }
        if (has(chain, SocketTimeoutException.class)) {
            return SendFailure.TIMED_OUT;
        }
        return has(chain, SSLException.class) || isRefusalOfStartTls(error)
                ? SendFailure.NOT_SECURE
                : SendFailure.UNREACHABLE;
    }

    /**
     * A reply that is neither the expected one nor a refusal. Without a code there was no reply: the connection broke.
     */
    private static boolean isReplyOfServer(Throwable error) {
        return (error instanceof SMTPAddressFailedException address && address.getReturnCode() > 0)
                || (error instanceof SMTPSendFailedException message && message.getReturnCode() > 0);
    }

    /** Jakarta Mail has no type of its own for a server without STARTTLS. */
    private static boolean isRefusalOfStartTls(MessagingException error) {
        return String.valueOf(error.getMessage()).contains("STARTTLS");
    }

    private static List<Throwable> chainOf(Throwable error) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable link = error; link != null && !chain.contains(link); link = link.getCause()) {
            chain.add(link);
        }
        return chain;
    }

    private static boolean has(List<Throwable> chain, Class<?> type) {
        return chain.stream().anyMatch(type::isInstance);
    }
}
