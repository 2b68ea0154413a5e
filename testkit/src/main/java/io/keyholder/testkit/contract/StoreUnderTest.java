package io.keyholder.testkit.contract;

import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.UserRepository;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The store of one test method, with up to two instances over the same data; a parameter of contract tests. Closes what
 * it opened. Not thread-safe, unlike the stores it gives.
 */
public final class StoreUnderTest implements AutoCloseable {
    private final StorageSandbox sandbox;
    private final Deque<Storage> instances = new ArrayDeque<>();

    StoreUnderTest(StorageSandbox sandbox) {
        this.sandbox = sandbox;
        instances.add(sandbox.open());
    }

    /** The first instance. */
    public Storage first() {
        return instances.getFirst();
    }

    /** The second instance over the same data, opened beside the first when it is first asked for. */
    public Storage second() {
        if (instances.size() < 2) {
            instances.addLast(sandbox.open());
        }
        return instances.getLast();
    }

    /** The users of the first instance. */
    public UserRepository users() {
        return first().users();
    }

    /** The public keys of the first instance. */
    public PublicKeyDirectory publicKeys() {
        return first().publicKeys();
    }

    /** The login states of the first instance. */
    public LoginStateRepository loginStates() {
        return first().loginStates();
    }

    /** The invitations of the first instance. */
    public InvitationRepository invitations() {
        return first().invitations();
    }

    /** The login states of both instances. */
    public List<LoginStateRepository> loginStatesOfBoth() {
        return List.of(first().loginStates(), second().loginStates());
    }

    /** The users of both instances. */
    public List<UserRepository> usersOfBoth() {
        return List.of(first().users(), second().users());
    }

    /** Closes all instances and opens the store again; what the earlier instances gave is of no use any more. */
    public void reopen() {
        closeInstances();
        instances.add(sandbox.open());
    }

    @Override
    public void close() {
        try (sandbox) {
            closeInstances();
        }
    }

    private void closeInstances() {
        while (!instances.isEmpty()) {
            instances.removeLast().close();
        }
    }
}
