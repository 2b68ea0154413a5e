package io.keyholder.testkit.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FirstTryProperties {
    @Property
    void anyNewUserIsFoundAsItWas(@ForAll User any) {
        UserRepository users = new FirstTryUserRepository();
        User user = any.withoutRevision();
        assertThat(users.create(user)).isInstanceOf(CreateOutcome.Created.class);
        assertThat(users.findById(user.id()).map(User::withoutRevision)).contains(user);
    }
}
