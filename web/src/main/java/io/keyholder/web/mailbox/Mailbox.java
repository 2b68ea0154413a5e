package io.keyholder.web.mailbox;

import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.invitation.SendOutcome;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes messages into memory instead of sending them: for trials on one machine, where no one else sees the page. */
@Component
public class Mailbox {
    private static final int MOST_MESSAGES = 50;

    private final Clock clock;
    private final Deque<Received> latest = new ArrayDeque<>();

    Mailbox(Clock clock) {
        this.clock = clock;
    }

    /**
     * A message that was taken.
     *
     * @param at when
     * @param to where it would have gone
     * @param subject the kind of message, for a short one
     * @param text what it holds
     */
    record Received(Instant at, String to, String subject, String text) {
        @Override
        public String toString() {
            return "Received[hidden]";
        }
    }

    /** Keeps a message in the place of the oldest one. */
    public synchronized SendOutcome take(InvitationMessage message) {
        if (latest.size() == MOST_MESSAGES) {
            latest.removeLast();
        }
        latest.addFirst(received(message));
        return SendOutcome.sent();
    }

    /** The latest messages, the newest first; a copy. */
    synchronized List<Received> messages() {
        return List.copyOf(latest);
    }

    private Received received(InvitationMessage message) {
        if (message instanceof InvitationMessage.Email email) {
            return new Received(clock.instant(), email.to().value(), email.subject(), email.text());
        }
        InvitationMessage.Sms sms = (InvitationMessage.Sms) message;
        return new Received(clock.instant(), sms.to().value(), "Short message", sms.text());
    }
}
