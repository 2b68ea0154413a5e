package io.keyholder.benchmarks.compare;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.application.Keyholder;
import io.keyholder.application.login.LogInResult;
import io.keyholder.domain.credential.Password;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** What a process does that {@link StartRows} starts. */
public final class ColdStart {
    static final String LOGGED_IN = "logged in";

    private static final int LOWEST_COST = 4;
    private static final String PASSWORD = "nineteen hollow kestrels";

    private ColdStart() {}

    /** Logs one user in, by {@code keyholder} on a store or by {@code spring}. */
    public static void main(String[] arguments) throws Exception {
        boolean isIn = arguments[0].equals("keyholder") ? logsInHere(arguments[1]) : logsInAtSpring();
        System.out.println(isIn ? LOGGED_IN : "refused");
    }

    private static boolean logsInHere(String store) throws Exception {
        try (BenchStore bench = store.equals("h2") ? BenchStore.inH2() : BenchStore.inMemory();
                Keyholder keyholder = Keyholder.open(
                        bench.storage(),
                        BouncyCastleCrypto.create(CryptoOptions.defaults().withBcryptCost(LOWEST_COST)));
                Password password = Password.of(PASSWORD)) {
            keyholder.users().create("mary", password);
            return keyholder.logIn("mary", password) instanceof LogInResult.Accepted;
        }
    }

    private static boolean logsInAtSpring() {
        BCryptPasswordEncoder encoder = new BCryptPasswordEncoder(LOWEST_COST);
        DaoAuthenticationProvider provider =
                new DaoAuthenticationProvider(new InMemoryUserDetailsManager(User.withUsername("mary")
                        .password(encoder.encode(PASSWORD))
                        .authorities("X")
                        .build()));
        provider.setPasswordEncoder(encoder);
        return provider.authenticate(UsernamePasswordAuthenticationToken.unauthenticated("mary", PASSWORD))
                .isAuthenticated();
    }
}
