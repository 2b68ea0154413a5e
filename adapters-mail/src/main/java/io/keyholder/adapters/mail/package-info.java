/** Sends invitations by email over SMTP: {@link io.keyholder.adapters.mail.SmtpInvitationSender}. */
@NullMarked
package io.keyholder.adapters.mail;

import org.jspecify.annotations.NullMarked;
