package io.keyholder.testkit.failing;

import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.ports.persistence.UserRepository;

/**
 * A store that works like another one until a test breaks it: it then throws
 * {@link io.keyholder.ports.persistence.StoreUnavailableException}, before the call reaches the other store or, as when
 * a network loses the answer, after. Thread-safe.
 */
public final class FailingStorage implements Storage {
    private final Storage healthy;
    private final Faults faults = new Faults();
    private final UserRepository users;
    private final LoginStateRepository loginStates;
    private final InvitationRepository invitations;
    private final UserEventLog userEvents;
    private final PublicKeyDirectory publicKeys;

    private FailingStorage(Storage healthy) {
        this.healthy = healthy;
        users = new FailingUserRepository(healthy.users(), faults);
        loginStates = new FailingLoginStateRepository(healthy, faults);
        invitations = new FailingInvitationRepository(healthy, faults);
        userEvents = new FailingUserEventLog(healthy, faults);
        publicKeys = new FailingPublicKeyDirectory(healthy.publicKeys(), faults);
    }

    /** Works like this store, which it closes when it is closed, until told otherwise. */
    public static FailingStorage over(Storage healthy) {
        return new FailingStorage(healthy);
    }

    /** The next calls of this method, as many as said, fail before they do anything. */
    public void failNext(StorageCall call, int times) {
        faults.plan(call, Faults.Moment.BEFORE, times);
    }

    /** The next calls of this method, as many as said, do what they are asked to and then fail. */
    public void loseNextAnswers(StorageCall call, int times) {
        faults.plan(call, Faults.Moment.AFTER, times);
    }

    /**
     * The process dies at its {@code number}th call from now on, counted from 1 over all methods: that call and every
     * later one fail before they do anything.
     */
    public void dieBefore(int number) {
        faults.dieAt(number, Faults.Moment.BEFORE);
    }

    /** The same, but that call does what it is asked to before the process dies. */
    public void dieAfter(int number) {
        faults.dieAt(number, Faults.Moment.AFTER);
    }

    /** Every call fails before it does anything, until {@link #repair}. */
    public void breakDown() {
        faults.breakDown();
    }

    /** Nothing fails any more. */
    public void repair() {
        faults.repair();
    }

    @Override
    public UserRepository users() {
        return users;
    }

    @Override
    public LoginStateRepository loginStates() {
        return loginStates;
    }

    @Override
    public InvitationRepository invitations() {
        return invitations;
    }

    @Override
    public UserEventLog userEvents() {
        return userEvents;
    }

    @Override
    public PublicKeyDirectory publicKeys() {
        return publicKeys;
    }

    @Override
    public void close() {
        healthy.close();
    }
}
