package io.keyholder.benchmarks.compare;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.password.NoOpPasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** Who does the same by the barest means: Spring Security in memory, a map, or JDBC on the same database. */
abstract class Peers implements AutoCloseable {
    static Peers of(BenchStore store, int users) throws Exception {
        return store.name().equals("memory") ? new MapPeers(users) : JdbcPeers.in(store.directory(), users);
    }

    /** What the peer of the rows about users is called. */
    abstract String name();

    /** Finds a user by its login. */
    abstract Subject find(String login);

    /** A page of users after this one. */
    abstract Subject page(String after, int limit);

    /** Stores one more user, as durably as we do. */
    abstract Subject insert();

    /** All documents. */
    abstract Subject all();

    /** How many documents there are. */
    abstract Subject count();

    /** Stores so many more users at once, as durably as we do. */
    abstract Subject insertAll(int users);

    /** The same several times. */
    Object repeated(Subject subject, int times) throws Exception {
        Object last = subject.run();
        for (int number = 1; number < times; number++) {
            last = subject.run();
        }
        return last;
    }

    /** A login whose password check costs nothing, against users in a map. */
    @SuppressWarnings("deprecation") // Spring warns of passwords in clear, which is the point here.
    Peer login(String login, String password) {
        UserDetails user =
                User.withUsername(login).password(password).authorities("X").build();
        DaoAuthenticationProvider provider = new DaoAuthenticationProvider(new InMemoryUserDetailsManager(user));
        provider.setPasswordEncoder(NoOpPasswordEncoder.getInstance());
        return new Peer(
                "spring",
                () -> provider.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(login, password)));
    }

    /** A decision on one of so many authorities, with the authentication at hand. */
    Peer decision(String asked, int authorities) {
        List<GrantedAuthority> granted = new ArrayList<>(IntStream.range(1, authorities)
                .mapToObj(number -> new SimpleGrantedAuthority("bench.other:" + number))
                .toList());
        granted.add(new SimpleGrantedAuthority(asked));
        Authentication authentication = UsernamePasswordAuthenticationToken.authenticated("user", "", granted);
        AuthorityAuthorizationManager<Object> manager = AuthorityAuthorizationManager.hasAuthority(asked);
        return new Peer("spring", () -> manager.authorize(() -> authentication, this));
    }

    /** One SHA-256, which no check of a token can do without. */
    Peer token(String token) {
        byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
        return new Peer("sha-256", () -> MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Override
    public void close() {}
}
