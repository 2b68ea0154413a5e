package io.keyholder.web.mailbox;

import io.keyholder.web.practice.Practice;
import io.keyholder.web.view.Moments;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/** Shows the messages of a practice without a mail server. */
@Controller
class MailboxController {
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final Mailbox mailbox;
    private final Practice practice;

    MailboxController(Mailbox mailbox, Practice practice) {
        this.mailbox = mailbox;
        this.practice = practice;
    }

    /** A message cut at its link. */
    record Message(String at, String to, String subject, String before, String link, String after) {}

    @GetMapping("/mailbox")
    String messages(Model model) {
        if (practice.mailServer().isPresent()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        List<Message> messages =
                mailbox.messages().stream().map(MailboxController::shown).toList();
        model.addAttribute("messages", messages);
        return "mailbox";
    }

    private static Message shown(Mailbox.Received received) {
        String text = received.text();
        Matcher link = LINK.matcher(text);
        int start = link.find() ? link.start() : text.length();
        int end = start == text.length() ? start : link.end();
        return new Message(
                Moments.dateAndTime(received.at()),
                received.to(),
                received.subject(),
                text.substring(0, start),
                text.substring(start, end),
                text.substring(end));
    }
}
