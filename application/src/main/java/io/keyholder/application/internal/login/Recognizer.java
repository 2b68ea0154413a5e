package io.keyholder.application.internal.login;

import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.login.MarkedDevice;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.DeviceMark;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.Recognition;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import io.keyholder.ports.randomness.SecretGenerator;
import io.keyholder.ports.sealing.SecretSealer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Recognizes devices and sources that a user logged in from before. Their attempts are counted apart, so the guesses of
 * strangers pause neither. The work is the same for unknown users. Thread-safe.
 *
 * <p>Marks and digests are made under a key that is derived from the key in the user's record and the sealing key of
 * the host, so a person who reads the store cannot make them. After a rotation those under an earlier sealing key still
 * count. Without a sealing key the key of the record alone is used.
 */
public final class Recognizer {
    private static final UserId NOBODY = new UserId("nobody");
    private static final Recognition RECOGNIZES_NOTHING =
            Recognition.of("0".repeat(Recognition.KEY_DIGITS), PasswordHash.of("none"));

    private final LoginStates states;
    private final LoginPolicy policy;
    private final SecretGenerator secrets;
    private final SecretSealer sealer;

    public Recognizer(LoginStates states, LoginPolicy policy, SecretGenerator secrets, SecretSealer sealer) {
        this.states = states;
        this.policy = policy;
        this.secrets = secrets;
        this.sealer = sealer;
    }

    /**
     * An attempt that is counted where it belongs.
     *
     * @param user whom it is about; absent when there is no such user
     * @param counted where the attempts of strangers are counted
     */
    public Attempt attempt(LogInRequest request, Optional<User> user, LoginStateKey counted, Instant now) {
        Optional<Stored> stored = states.find(counted);
        Optional<Recognition> recognition =
                user.flatMap(known -> stored.flatMap(found -> found.state().recognition())
                        .filter(found -> found.belongsTo(known.credentials().passwordHash())));
        UserId id = user.map(User::id).orElse(NOBODY);
        Optional<LoginStateKey> known = knownKey(request, id, recognition.orElse(RECOGNIZES_NOTHING), now);
        return recognition
                .flatMap(recognized -> known)
                .map(key -> Attempt.ofKnown(states, policy, key, now))
                .orElseGet(() -> Attempt.ofStranger(states, policy, counted, stored, request.source(), now));
    }

    /** The state after a login, with the source remembered. */
    public LoginState loggedIn(LoginState state, LogInRequest request, User user, Attempt attempt, Instant now) {
        LoginState loggedIn = attempt.loggedIn(state, now);
        Optional<PasswordHash> password = user.credentials().passwordHash();
        if (password.isEmpty()
                || (request.source().isEmpty() && request.device().isEmpty())) {
            return loggedIn;
        }
        Recognition recognition = state.recognition()
                .filter(found -> found.belongsTo(password))
                .orElseGet(() -> Recognition.of(freshKey(), password.get()));
        return loggedIn.withRecognition(Optional.of(request.source()
                .map(source -> recognition.withLoginFrom(DeviceMarks.digestOf(currentKey(recognition), source), now))
                .orElse(recognition)));
    }

    /** A fresh mark for the device of a login; absent when the host marks none. */
    public Optional<DeviceMark> mark(LogInRequest request, User user, LoginState loggedIn, Instant now) {
        return request.device()
                .flatMap(device -> loggedIn.recognition())
                .map(recognition -> DeviceMarks.sign(
                        currentKey(recognition),
                        user.id(),
                        secrets.nextBytes(DeviceMarks.DEVICE_SIZE_BYTES),
                        now.plus(policy.recognitionLife())));
    }

    private Optional<LoginStateKey> knownKey(LogInRequest request, UserId id, Recognition recognition, Instant now) {
        Optional<LoginStateKey> ofDevice = request.device()
                .flatMap(MarkedDevice::mark)
                .flatMap(mark -> deviceOf(recognition, id, mark, now))
                .map(device -> LoginStateKey.ofDevice(id, device));
        Optional<LoginStateKey> ofSource = request.source()
                .filter(source -> isKnown(source, recognition, now))
                .map(source -> LoginStateKey.ofKnownSource(id, source));
        return ofDevice.or(() -> ofSource);
    }

    private Optional<String> deviceOf(Recognition recognition, UserId id, DeviceMark mark, Instant now) {
        return keys(recognition).stream()
                .map(key -> DeviceMarks.deviceOf(key, id, mark, now))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private boolean isKnown(String source, Recognition recognition, Instant now) {
        return keys(recognition).stream()
                .map(key -> DeviceMarks.digestOf(key, source))
                .map(digest -> Optional.ofNullable(recognition.sources().get(digest)))
                .flatMap(Optional::stream)
                .anyMatch(login -> now.isBefore(login.plus(policy.recognitionLife())));
    }

    private byte[] currentKey(Recognition recognition) {
        return keys(recognition).get(0);
    }

    private List<byte[]> keys(Recognition recognition) {
        List<byte[]> derived = sealer.derivedKeys(recognition.key());
        return derived.isEmpty() ? List.of(HexFormat.of().parseHex(recognition.key())) : derived;
    }

    private String freshKey() {
        return HexFormat.of().formatHex(secrets.nextBytes(Recognition.KEY_DIGITS / 2));
    }
}
