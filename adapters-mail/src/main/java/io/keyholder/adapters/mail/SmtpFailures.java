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
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What an error of Jakarta Mail means. Nothing of the error itself is passed on: it may show addresses. */
final class SmtpFailures {
    private SmtpFailures() {}

    static SendFailure of(MessagingException error) {
        List<Throwable> chain = chainOf(error);
        if (has(chain, AuthenticationFailedException.class)) {
            return SendFailure.NOT_AUTHENTICATED;
        }
        if (has(chain, SMTPAddressFailedException.class)) {
            return SendFailure.RECIPIENT_REFUSED;
        }
        if (chain.stream().anyMatch(SmtpFailures::isAnswerOfServer)) {
            return SendFailure.MESSAGE_REFUSED;
        }
        return has(chain, SocketTimeoutException.class) ? SendFailure.TIMED_OUT : ofConnection(error, chain);
    }

    /** Without a code there was no answer: the connection broke. */
    private static boolean isAnswerOfServer(Throwable error) {
        return (error instanceof SMTPSenderFailedException sender && sender.getReturnCode() > 0)
                || (error instanceof SMTPSendFailedException message && message.getReturnCode() > 0);
    }

    private static SendFailure ofConnection(MessagingException error, List<Throwable> chain) {
        if (has(chain, SSLException.class) || isRefusalOfStartTls(error)) {
            return SendFailure.NOT_SECURE;
        }
        return SendFailure.UNREACHABLE;
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
