package io.keyholder.springboot.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.application.Keyholder;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.user.User;
import io.keyholder.springboot.KeyholderAutoConfiguration;
import io.keyholder.springboot.RunningPractice;
import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

class HashesTest {
    private final PasswordEncoder encoder = encoder(5);

    @Property(tries = 30)
    void whatIsEncodedMatchesAndNothingElse(
            @ForAll @StringLength(min = 1, max = 40) String typed, @ForAll @StringLength(max = 40) String other) {
        if (isWellFormed(typed) && isWellFormed(other)) {
            String encoded = encoder.encode(typed);
            assertThat(encoder.matches(typed, encoded)).isTrue();
            assertThat(encoder.matches(other, encoded))
                    .isEqualTo(Normalizer.normalize(typed, Normalizer.Form.NFC)
                            .equals(Normalizer.normalize(other, Normalizer.Form.NFC)));
        }
    }

    @Test
    void bothFormsOfAnAccentAreOnePassword() {
        assertThat(encoder.matches("cafe\u0301", encoder.encode("caf\u00e9"))).isTrue();
        assertThat(encoder.matches("caf\u00e9", encoder.encode("cafe\u0301"))).isTrue();
    }

    @Test
    void hashesOfBcryptAreReadAndUpgradedWhereTheirCostDiffers() {
        String weaker = new BCryptPasswordEncoder(4).encode("correct horse");
        assertThat(encoder.matches("correct horse", weaker)).isTrue();
        assertThat(encoder.upgradeEncoding(weaker)).isTrue();
        assertThat(encoder.upgradeEncoding(encoder.encode("correct horse"))).isFalse();
        assertThat(encoder(6).upgradeEncoding(encoder.encode("correct horse"))).isTrue();
    }

    @Test
    void whatIsNoHashMatchesNothing() {
        assertThat(encoder.matches("x", "")).isFalse();
        assertThat(encoder.matches("x", null)).isFalse();
        assertThat(encoder.matches(null, encoder.encode("x"))).isFalse();
        assertThat(encoder.matches("", "x".repeat(5_000))).isFalse();
        assertThat(encoder.upgradeEncoding("plain")).isTrue();
        assertThat(encoder.upgradeEncoding(null)).isFalse();
        assertThat(encoder.encode(null)).isNull();
    }

    @Test
    void aHostMayWantTheHashesAlone() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(KeyholderAutoConfiguration.class, PasswordEncoderAutoConfiguration.class))
                .withPropertyValues("keyholder.store=none", "keyholder.security.password-encoder=true")
                .run(context -> {
                    assertThat(context).hasSingleBean(PasswordEncoder.class).doesNotHaveBean(Keyholder.class);
                });
    }

    @Test
    void neitherIsThereUnlessAskedFor() {
        try (RunningPractice practice = RunningPractice.with()) {
            assertThat(practice.names(PasswordEncoder.class)).isEmpty();
            assertThat(practice.names(UserDetailsService.class)).isEmpty();
        }
    }

    @Test
    void usersAreOfferedWithoutTheirPasswords() {
        try (RunningPractice practice = RunningPractice.with("keyholder.security.user-details-service=true")) {
            User ada = practice.user(
                    "det-1",
                    user -> user.withAuthorization(Authorization.NONE.with(Permission.granting(PermissionType.HCP))));
            UserDetailsService service = practice.bean(UserDetailsService.class);
            UserDetails details = service.loadUserByUsername("DET-1");
            assertThat(details.getUsername()).isEqualTo(ada.id().value());
            assertThat(details.getPassword()).isEmpty();
            assertThat(details.isEnabled()).isTrue();
            assertThat(details.getAuthorities().stream().map(GrantedAuthority::getAuthority))
                    .containsExactly("HCP");
            practice.keyholder().users().disable(Actor.host(), ada.id());
            assertThat(service.loadUserByUsername("det-1").isEnabled()).isFalse();
            assertThat(service.loadUserByUsername("det-1").getAuthorities()).isEmpty();
            assertThatThrownBy(() -> service.loadUserByUsername("nobody"))
                    .isInstanceOf(UsernameNotFoundException.class);
        }
    }

    private static PasswordEncoder encoder(int cost) {
        return new HasherPasswordEncoder(BouncyCastleCrypto.create(
                        CryptoOptions.defaults().withBcryptCost(cost).withSecretsInClear())
                .passwordHasher());
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(sign -> sign >= Character.MIN_SURROGATE && sign <= Character.MAX_SURROGATE);
    }
}
