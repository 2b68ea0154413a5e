package io.keyholder.adapters.couchdb;

import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.login.Attempts;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One change of each kind to what a store keeps beside its users. */
enum RecordsWork {
    LOGIN_STATE_KEPT(Kept.LOGIN_STATE) {
        @Override
        boolean change(Storage store, String name) {
            return store.loginStates().compareAndSet(stateKey(name), Optional.empty(), GUESSED);
        }

        @Override
        Optional<?> after(String name) {
            return Optional.of(GUESSED);
        }
    },
    LOGIN_STATE_CHANGED(Kept.LOGIN_STATE, LOGIN_STATE_KEPT) {
        @Override
        boolean change(Storage store, String name) {
            return store.loginStates()
                    .compareAndSet(
                            stateKey(name),
                            store.loginStates().find(stateKey(name)).map(LoginStateRepository.Stored::revision),
                            GUESSED.withCodeUsed(7));
        }

        @Override
        Optional<?> after(String name) {
            return Optional.of(GUESSED.withCodeUsed(7));
        }
    },
    LOGIN_STATE_REMOVED(Kept.LOGIN_STATE, LOGIN_STATE_KEPT) {
        @Override
        boolean change(Storage store, String name) {
            store.loginStates().remove(stateKey(name));
            return true;
        }
    },
    INVITATION_KEPT(Kept.INVITATION) {
        @Override
        boolean change(Storage store, String name) {
            return store.invitations().compareAndSet(Optional.empty(), invitation(name));
        }

        @Override
        Optional<?> after(String name) {
            return Optional.of(invitation(name));
        }
    },
    INVITATION_CHANGED(Kept.INVITATION, INVITATION_KEPT) {
        @Override
        boolean change(Storage store, String name) {
            return store.invitations()
                    .compareAndSet(
                            store.invitations().find(new InvitationId(name)).map(InvitationRepository.Stored::revision),
                            invitation(name).acceptedAt(NOW));
        }

        @Override
        Optional<?> after(String name) {
            return Optional.of(invitation(name).acceptedAt(NOW));
        }
    },
    INVITATIONS_REMOVED(Kept.INVITATION, INVITATION_KEPT) {
        @Override
        boolean change(Storage store, String name) {
            store.invitations().removeOf(new UserId(name));
            return true;
        }
    },
    KEY_REGISTERED(Kept.KEY) {
        @Override
        boolean change(Storage store, String name) {
            store.publicKeys().register(key(name));
            return true;
        }

        @Override
        Optional<?> after(String name) {
            return Optional.of(key(name));
        }
    },
    FIRST_KEY_REGISTERED(Kept.KEY) {
        @Override
        boolean change(Storage store, String name) {
            store.publicKeys().registerInitial(key(name), WORD);
            return true;
        }

        @Override
        Optional<?> after(String name) {
            return Optional.of(key(name).vouchedFor(WORD));
        }

        @Override
        boolean allows(Storage store, String name) {
            return super.allows(store, name) || key(store, name).equals(Optional.of(key(name)));
        }
    },
    KEY_VOUCHED_FOR(Kept.KEY, KEY_REGISTERED) {
        @Override
        boolean change(Storage store, String name) {
            return store.publicKeys()
                    .vouch(owner(name), key(name).publicKey().fingerprint(), WORD)
                    .filter(RegisteredKey::isTrusted)
                    .isPresent();
        }

        @Override
        Optional<?> after(String name) {
            return Optional.of(key(name).vouchedFor(WORD));
        }
    },
    KEY_REVOKED(Kept.KEY, KEY_REGISTERED) {
        @Override
        boolean change(Storage store, String name) {
            return store.publicKeys()
                    .revoke(owner(name), key(name).publicKey().fingerprint(), NOW)
                    .isPresent();
        }

        @Override
        Optional<?> after(String name) {
            return Optional.of(key(name).revokedAt(NOW));
        }
    },
    KEY_WITHDRAWN(Kept.KEY, KEY_REGISTERED) {
        @Override
        boolean change(Storage store, String name) {
            store.publicKeys().withdraw(owner(name), key(name).publicKey().fingerprint());
            return true;
        }
    },
    /** A user that is written leaves an event. An event without a user may stay: it is written ahead. */
    EVENT_LEFT(Kept.EVENT) {
        @Override
        void prepare(Storage store, String name) {
            store.userEvents().start();
        }

        @Override
        boolean change(Storage store, String name) {
            User user = FrailWriter.user(new UserId(name), LoginIdentifiers.login(name), name);
            return store.users().create(user) instanceof CreateOutcome.Created;
        }

        @Override
        Optional<?> after(String name) {
            return Optional.of(1);
        }
    },
    EVENT_ACKNOWLEDGED(Kept.EVENT) {
        @Override
        void prepare(Storage store, String name) {
            EVENT_LEFT.prepare(store, name);
            EVENT_LEFT.change(store, name);
        }

        @Override
        boolean change(Storage store, String name) {
            events(store, name).forEach(store.userEvents()::acknowledge);
            return true;
        }

        @Override
        Optional<?> found(Storage store, String name) {
            return Optional.of(events(store, name).size());
        }

        @Override
        Optional<?> before(String name) {
            return Optional.of(1);
        }

        @Override
        Optional<?> after(String name) {
            return Optional.of(0);
        }
    };

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Endorsement WORD = new Endorsement("dr. grey", NOW);
    private static final LoginState GUESSED = LoginState.NONE.withAttempts(new Attempts(1, Optional.of(NOW)));

    private final Kept record;
    private final Optional<RecordsWork> first;

    /** A change of a record that is not there. */
    RecordsWork(Kept record) {
        this.record = record;
        this.first = Optional.empty();
    }

    /** A change of a record that another one made. */
    RecordsWork(Kept record, RecordsWork first) {
        this.record = record;
        this.first = Optional.of(first);
    }

    /** What is changed. */
    private enum Kept {
        LOGIN_STATE,
        INVITATION,
        KEY,
        EVENT;

        Optional<?> found(Storage store, String name) {
            return switch (this) {
                case LOGIN_STATE -> state(store, name);
                case INVITATION -> invitation(store, name);
                case KEY -> key(store, name);
                case EVENT ->
                    store.users()
                            .findById(new UserId(name))
                            .map(user -> events(store, name).isEmpty() ? 0 : 1);
            };
        }
    }

    /** Makes the state before the change. */
    void prepare(Storage store, String name) {
        first.ifPresent(work -> work.change(store, name));
    }

    /** Makes the change; false when the store did not. */
    abstract boolean change(Storage store, String name);

    /** What the store has of it. */
    Optional<?> found(Storage store, String name) {
        return record.found(store, name);
    }

    /** What the store has before the change. */
    Optional<?> before(String name) {
        return first.isPresent() ? first.get().after(name) : Optional.empty();
    }

    /** What the store has after the change. */
    Optional<?> after(String name) {
        return Optional.empty();
    }

    /** Whether a change that was not acknowledged may have come to this. */
    boolean allows(Storage store, String name) {
        Optional<?> found = found(store, name);
        return found.equals(before(name)) || found.equals(after(name));
    }

    private static Optional<LoginState> state(Storage store, String name) {
        return store.loginStates().find(stateKey(name)).map(LoginStateRepository.Stored::state);
    }

    private static LoginStateKey stateKey(String name) {
        return LoginStateKey.of(new UserId(name));
    }

    private static Optional<Invitation> invitation(Storage store, String name) {
        return store.invitations().find(new InvitationId(name)).map(InvitationRepository.Stored::invitation);
    }

    private static Invitation invitation(String name) {
        return Invitation.pending(
                new InvitationId(name),
                new UserId(name),
                Contact.email(name + "@example.org"),
                "en",
                NOW,
                NOW.plus(Invitation.DEFAULT_LIFE));
    }

    private static Optional<RegisteredKey> key(Storage store, String name) {
        return store.publicKeys().keysOf(owner(name)).stream().findFirst();
    }

    private static RegisteredKey key(String name) {
        byte[] spki = Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), 294);
        return new RegisteredKey(owner(name), EncryptionPublicKey.ofSpki(spki, KeyPadding.OAEP_SHA256), NOW);
    }

    private static DataOwnerId owner(String name) {
        return new DataOwnerId(name);
    }

    private static List<UserEvent> events(Storage store, String name) {
        return store.userEvents().pending("", 1_000).stream()
                .filter(event -> event.user().equals(new UserId(name)))
                .toList();
    }
}
