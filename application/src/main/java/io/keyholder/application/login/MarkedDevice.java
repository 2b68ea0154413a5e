package io.keyholder.application.login;

import io.keyholder.application.internal.Required;
import io.keyholder.domain.login.DeviceMark;
import java.util.Optional;

/**
 * A device that the host marks, to have it recognized at later logins. Immutable.
 *
 * @param mark what the device brought from its last login; absent when it has none yet
 */
public record MarkedDevice(Optional<DeviceMark> mark) {
    public MarkedDevice {
        Required.given("device mark", mark);
    }
}
