package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.lossless.TextForm;
import io.keyholder.documents.internal.lossless.ValueCodec;
import io.keyholder.domain.invitation.Contact;
import java.util.Optional;

/** A contact as one of the members {@code email} and {@code mobilePhone}. */
final class ContactMembers {
    private static final ValueCodec<Contact> EMAIL = new TextForm<>(Contact::email, Contact::value);
    private static final ValueCodec<Contact> PHONE = new TextForm<>(Contact::mobilePhone, Contact::value);

    private ContactMembers() {}

    static Contact read(StrictMembers source) {
        Optional<Contact> email = source.optional("email", EMAIL::read);
        Optional<Contact> phone = source.optional("mobilePhone", PHONE::read);
        if (email.isPresent() == phone.isPresent()) {
            throw DocumentException.of("has not exactly one of the members email and mobilePhone");
        }
        return email.or(() -> phone).orElseThrow();
    }

    static String nameOf(Contact contact) {
        return contact instanceof Contact.Email ? "email" : "mobilePhone";
    }

    static Json write(Contact contact) {
        return EMAIL.write(contact);
    }
}
