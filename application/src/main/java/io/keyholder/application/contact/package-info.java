/** Change of an email address or a phone number by a code. */
@NullMarked
package io.keyholder.application.contact;

import org.jspecify.annotations.NullMarked;
