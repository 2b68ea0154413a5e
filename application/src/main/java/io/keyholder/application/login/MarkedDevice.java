package io.keyholder.application.login;

import io.keyholder.application.internal.Arguments;
import io.keyholder.domain.login.DeviceMark;
import java.util.Optional;

/**
 * A device that the host marks, to have it recognized at later logins. Immutable.
 *
 * @param mark what the device brought from its last login; absent when it has none yet
 */
public record MarkedDevice(Optional<DeviceMark> mark) {
    public MarkedDevice {
        Arguments.required("device mark", mark);
    }
}
