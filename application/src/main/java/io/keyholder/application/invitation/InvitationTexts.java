package io.keyholder.application.invitation;

import io.keyholder.domain.invitation.Contact;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** The texts of invitations in the languages of the host. Implementations must be thread-safe. */
@FunctionalInterface
public interface InvitationTexts {
    /** The template for a language, or for the one that comes nearest. */
    InvitationTemplate in(Locale language);

    /** The same template for every language. */
    static InvitationTexts always(InvitationTemplate template) {
        return language -> template;
    }

    /** English texts that show the secret itself: a start for trials, which a host replaces by texts with a link. */
    static InvitationTexts plain(Contact.Email from) {
        String text =
                "Hello ${name}, this is your invitation. To accept it before ${expires}, use this code once: ${token}";
        return always(new InvitationTemplate(from, "Your invitation", text, Optional.empty(), text, ZoneOffset.UTC));
    }

    /** English texts that show the code for a new contact, from where these invitations come from. */
    static InvitationTexts plainForContacts(InvitationTexts invitations) {
        String text = "Hello ${name}, to confirm that this is yours type this code before ${expires}: ${token}";
        return language -> new InvitationTemplate(
                invitations.in(language).from(), "Your code", text, Optional.empty(), text, ZoneOffset.UTC);
    }
}
