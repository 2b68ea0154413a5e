package io.keyholder.application.login;

import io.keyholder.application.internal.Arguments;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.login.DeviceMark;
import io.keyholder.domain.login.ProofStrength;
import java.util.Optional;

/**
 * An attempt to log in. Immutable.
 *
 * @param identifier login, email or mobile phone as typed, whatever it is; ignored for credentials that say themselves
 *     whose they are
 * @param credential what is presented
 * @param source where the attempt comes from, such as a network address; absent means sources are not counted
 * @param wanted the least proof that the host asks for
 * @param device the device, where the host marks devices; absent means devices are not recognized
 */
public record LogInRequest(
        String identifier,
        Credential credential,
        Optional<String> source,
        ProofStrength wanted,
        Optional<MarkedDevice> device) {
    public LogInRequest {
        Arguments.required("identifier", identifier);
        Arguments.required("credential", credential);
        Arguments.required("source", source);
        Arguments.required("wanted strength", wanted);
        Arguments.required("device", device);
    }

    /** With a password. */
    public static LogInRequest withPassword(String identifier, Password password) {
        return of(identifier, new Credential.PasswordOnly(password));
    }

    /** With a password and a code. */
    public static LogInRequest withPasswordAndCode(String identifier, Password password, String code) {
        return of(identifier, new Credential.PasswordAndCode(password, code));
    }

    /** With the code that a right password asked for. */
    public static LogInRequest withCode(LoginTicket ticket, String code) {
        return of("", new Credential.CodeAfterPassword(ticket, code));
    }

    /** With a token. */
    public static LogInRequest withToken(Password token) {
        return of("", new Credential.Token(token));
    }

    /**
     * With the secret that an invitation sent, and with nothing else. It lets in who is still registering, to choose a
     * password; {@code Invitations.accept} uses it up.
     */
    public static LogInRequest withInvitation(Password token) {
        return of("", new Credential.Invitation(token));
    }

    /** With a short code, a token that iCure made, or a legacy application token. */
    public static LogInRequest withTokenOfUser(String identifier, Password token) {
        return of(identifier, new Credential.TokenOfUser(token));
    }

    private static LogInRequest of(String identifier, Credential credential) {
        return new LogInRequest(
                identifier, credential, Optional.empty(), ProofStrength.LONG_LIVED_TOKEN, Optional.empty());
    }

    /** The same from this source. */
    public LogInRequest from(String newSource) {
        return new LogInRequest(
                identifier, credential, Optional.of(Arguments.required("source", newSource)), wanted, device);
    }

    /** The same, asking for more proof. */
    public LogInRequest atLeast(ProofStrength strength) {
        return new LogInRequest(identifier, credential, source, strength, device);
    }

    /**
     * The same from a device that the host marks. A login by password then results in a fresh mark, to be kept on the
     * device. A device with a genuine mark is not paused by the guesses of strangers.
     *
     * @param mark what the device brought from its last login; absent when it has none yet
     */
    public LogInRequest onDevice(Optional<DeviceMark> mark) {
        return new LogInRequest(identifier, credential, source, wanted, Optional.of(new MarkedDevice(mark)));
    }

    /** Shows no identifier and no credential. */
    @Override
    public String toString() {
        return "LogInRequest[" + credential.getClass().getSimpleName() + "]";
    }
}
