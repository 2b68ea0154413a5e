package io.keyholder.adapters.memory;

import io.keyholder.adapters.memory.internal.map.MapHandle;
import io.keyholder.adapters.memory.internal.map.MapInvitations;
import io.keyholder.adapters.memory.internal.map.MapLoginStates;
import io.keyholder.adapters.memory.internal.map.MapPublicKeys;
import io.keyholder.adapters.memory.internal.map.MapUserEvents;
import io.keyholder.adapters.memory.internal.map.MapUsers;
import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.ports.persistence.UserRepository;

/**
 * A store in the memory of this process: for tests, trials and hosts whose users live elsewhere. Keeps every promise of
 * {@link Storage} but durability: what it holds is gone with the last handle on it. Thread-safe.
 */
public final class MapStorage implements Storage {
    private final MapData data;
    private final MapHandle handle = new MapHandle();
    private final UserRepository users;
    private final LoginStateRepository loginStates;
    private final InvitationRepository invitations;
    private final UserEventLog userEvents;
    private final PublicKeyDirectory publicKeys;

    private MapStorage(MapData data) {
        this.data = data;
        users = handle.guard(UserRepository.class, data.users());
        loginStates = handle.guard(LoginStateRepository.class, data.loginStates());
        invitations = handle.guard(InvitationRepository.class, data.invitations());
        userEvents = handle.guard(UserEventLog.class, data.userEvents());
        publicKeys = handle.guard(PublicKeyDirectory.class, data.publicKeys());
    }

    /** A new, empty store. */
    public static MapStorage create() {
        MapUserEvents events = new MapUserEvents();
        return new MapStorage(new MapData(
                new MapUsers(events), events, new MapLoginStates(), new MapInvitations(), new MapPublicKeys()));
    }

    /** Another handle on the same data, to be closed by itself; works after this one was closed, too. */
    public MapStorage sharing() {
        return new MapStorage(data);
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
        handle.close();
    }

    /** What the handles share. */
    private record MapData(
            MapUsers users,
            MapUserEvents userEvents,
            MapLoginStates loginStates,
            MapInvitations invitations,
            MapPublicKeys publicKeys) {}
}
