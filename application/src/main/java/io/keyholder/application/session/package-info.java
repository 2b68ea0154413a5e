/** Logins by password that go on: seeing them, ending them, proving more in them. */
@NullMarked
package io.keyholder.application.session;

import org.jspecify.annotations.NullMarked;
