package org.example.filestore;

import io.keyholder.documents.InvitationDocuments;
import io.keyholder.documents.LoginStateDocuments;
import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the lines of the file add up to. Each record is one word: its kind, then its fields, joined by commas. */
final class State {
    final TreeMap<UserId, User> users = new TreeMap<>();
    final Map<IdentifierKey, UserId> holders = new HashMap<>();
    final Map<String, LoginStateRepository.Stored> loginStates = new HashMap<>();
    final TreeMap<InvitationId, InvitationRepository.Stored> invitations = new TreeMap<>();
    final Map<String, RegisteredKey> keys = new LinkedHashMap<>();
    final TreeMap<String, UserEvent> events = new TreeMap<>();
    boolean isRecording;
    private long lastNumber;

    /** A number that no record had before, as long as all the others; the records that are written carry it. */
    String number(int ahead) {
        return String.format(Locale.ROOT, "%018d", lastNumber + ahead);
    }

    void apply(List<String> records) {
        records.forEach(record -> apply(record.split(",", -1)));
    }

    static String user(User user, String number) {
        return record("U", number, text(UserDocuments.write(user.withRevision(new Revision(number)))));
    }

    static String noUser(UserId id) {
        return record("u", text(id.value()));
    }

    static String loginState(String key, String number, LoginState state) {
        return record("L", number, key, text(LoginStateDocuments.write(state)));
    }

    static String noLoginState(String key) {
        return record("l", key);
    }

    static String invitation(String number, Invitation invitation) {
        return record("I", number, text(InvitationDocuments.write(invitation)));
    }

    static String noInvitation(InvitationId id) {
        return record("i", id.value());
    }

    static String key(RegisteredKey key) {
        return record(
                "K",
                text(key.owner().value()),
                base64(key.publicKey().spki()),
                key.publicKey().padding().name(),
                key.registered().toString(),
                key.vouch().map(word -> text(word.voucher())).orElse(""),
                key.vouch().map(word -> word.at().toString()).orElse(""),
                key.revoked().map(Instant::toString).orElse(""));
    }

    static String noKey(DataOwnerId owner, Fingerprint fingerprint) {
        return record("k", text(owner.value()), fingerprint.sha256());
    }

    static String event(String position, UserId user, Set<UserEvent.Kind> kinds) {
        String names = kinds.stream().map(Enum::name).collect(Collectors.joining("+"));
        return record("E", position, text(user.value()), names);
    }

    static String noEvent(String position) {
        return record("e", position);
    }

    static String recording(boolean isOn) {
        return record(isOn ? "R" : "r");
    }

    /** By what keys are kept apart. */
    static String nameOf(DataOwnerId owner, Fingerprint fingerprint) {
        return text(owner.value()) + "," + fingerprint.sha256();
    }

    private void apply(String[] fields) {
        switch (fields[0]) {
            case "U" -> putUser(fields);
            case "u" -> removeUser(new UserId(untext(fields[1])));
            case "L" ->
                loginStates.put(
                        fields[2],
                        new LoginStateRepository.Stored(
                                LoginStateDocuments.read(untext(fields[3])), revision(fields[1])));
            case "l" -> loginStates.remove(fields[1]);
            case "I" -> {
                Invitation invitation = InvitationDocuments.read(untext(fields[2]));
                invitations.put(invitation.id(), new InvitationRepository.Stored(invitation, revision(fields[1])));
            }
            case "i" -> invitations.remove(new InvitationId(fields[1]));
            case "K" -> {
                RegisteredKey key = readKey(fields);
                keys.put(nameOf(key.owner(), key.publicKey().fingerprint()), key);
            }
            case "k" -> keys.remove(fields[1] + "," + fields[2]);
            case "E" -> {
                count(fields[1]);
                events.put(
                        fields[1],
                        new UserEvent(
                                fields[1],
                                new UserId(untext(fields[2])),
                                Arrays.stream(fields[3].split("\\+"))
                                        .map(UserEvent.Kind::valueOf)
                                        .collect(Collectors.toSet())));
            }
            case "e" -> events.remove(fields[1]);
            case "R" -> isRecording = true;
            case "r" -> {
                isRecording = false;
                events.clear();
            }
            default -> throw new IllegalStateException("the file holds a record of another version");
        }
    }

    private void putUser(String[] fields) {
        count(fields[1]);
        User user = UserDocuments.read(untext(fields[2]));
        removeUser(user.id());
        users.put(user.id(), user);
        if (!user.isDeleted()) {
            user.identifiers().keys().forEach(key -> holders.put(key, user.id()));
        }
    }

    private void removeUser(UserId id) {
        if (users.remove(id) != null) {
            holders.values().removeIf(id::equals);
        }
    }

    private Revision revision(String number) {
        count(number);
        return new Revision(number);
    }

    private void count(String number) {
        lastNumber = Math.max(lastNumber, Long.parseLong(number));
    }

    private static RegisteredKey readKey(String[] fields) {
        Optional<Endorsement> word = fields[5].isEmpty()
                ? Optional.empty()
                : Optional.of(new Endorsement(untext(fields[5]), Instant.parse(fields[6])));
        return new RegisteredKey(
                new DataOwnerId(untext(fields[1])),
                EncryptionPublicKey.ofSpki(Base64.getDecoder().decode(fields[2]), KeyPadding.valueOf(fields[3])),
                Instant.parse(fields[4]),
                word,
                fields[7].isEmpty() ? Optional.empty() : Optional.of(Instant.parse(fields[7])));
    }

    private static String record(String... fields) {
        return String.join(",", fields);
    }

    private static String text(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String untext(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
