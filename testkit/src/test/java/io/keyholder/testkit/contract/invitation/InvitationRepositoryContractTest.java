package io.keyholder.testkit.contract.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationState;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.testkit.ContractRun;
import io.keyholder.testkit.ModelInvitations;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.internal.ModelStorage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** That the contract passes for a right repository and fails for each broken one, by the test that is about the bug. */
class InvitationRepositoryContractTest {
    @Test
    void passesForTheModel() {
        ContractRun run = ContractRun.of(OfTheModel.class);
        assertThat(run.failures()).as("failures of %s", run).isEmpty();
        assertThat(run.tests()).hasSizeGreaterThan(25);
    }

    @Test
    void findsLastWriteWins() {
        assertFails(
                LastWriteWins.class,
                "refusesAnEarlierRevisionOfAnInvitation",
                "refusesAnInvitationWhereOneIsAndNoneWasExpected",
                "refusesAnInvitationWhereNoneIsAndOneWasExpected");
    }

    @Test
    void findsReusedRevisions() {
        assertFails(RevisesByContent.class, "neverUsesARevisionOfAnInvitationAgain");
    }

    @Test
    void findsChecksThatAreNotAtomic() {
        assertFails(
                ChecksThenWrites.class,
                "oneOfManyRacingChangesOfAnInvitationWins",
                "oneOfManyRacingFirstInvitationsOfAnIdWins");
    }

    @Test
    void findsMomentsThatAreRounded() {
        assertFails(RoundsMoments.class, "givesBackAnyInvitationAsItWas");
    }

    @Test
    void findsUsersMixed() {
        assertFails(MixesUsers.class, "findsTheInvitationsOfAUserInOrder", "forgetsTheInvitationsOfAUserAndNoOther");
    }

    @Test
    void findsPagesThatShowTooMuchOrTooLittle() {
        assertFails(ListsEverything.class, "listsOpenInvitationsOnly");
        assertFails(HidesFailures.class, "listsOpenInvitationsOnly");
        assertFails(RepeatsTheLast.class, "aPageSkipsClosedInvitationsRatherThanEndThere");
        assertFails(FiltersAfterTheLimit.class, "aPageSkipsClosedInvitationsRatherThanEndThere");
    }

    @Test
    void findsSweepsThatTakeTooMuchOrTooLittle() {
        assertFails(SweepsTheMoment.class, "keepsWhatWasClosedThenOrLaterAndWhatIsOpen");
        assertFails(SweepsOpenOnes.class, "keepsWhatWasClosedThenOrLaterAndWhatIsOpen");
        assertFails(KeepsRevokedOnes.class, "forgetsWhatWasClosedBefore");
    }

    @Test
    void findsASweepThatForgetsWhatIsRenewed() {
        assertFails(LooksThenSweeps.class, "aSweepNeverForgetsAnInvitationThatIsRenewedMeanwhile");
    }

    @Test
    void findsAStoreThatForgetsWhenClosed() {
        assertFails(Forgetful.class, "findsEveryInvitationAgainAfterReopening");
    }

    @Test
    void findsAStoreThatWorksOnWhenClosed() {
        assertFails(NeverClosed.class, "refusesEveryUseOfItsInvitationsAfterClosing");
    }

    private static void assertFails(Class<?> contractTest, String... tests) {
        assertThat(ContractRun.of(contractTest).failures()).contains(tests);
    }

    /** One of these is run within each test above. */
    abstract static class Of implements InvitationRepositoryContract {
        private final Supplier<InvitationRepository> data;

        Of(Supplier<InvitationRepository> data) {
            this.data = data;
        }

        @Override
        public StorageSandbox newSandbox() {
            InvitationRepository shared = data.get();
            return ModelStorage.opening(() -> ModelStorage.of(shared));
        }
    }

    static class OfTheModel extends Of {
        OfTheModel() {
            super(ModelInvitations::new);
        }
    }

    static class LastWriteWins extends Of {
        LastWriteWins() {
            super(() -> new ModelInvitations() {
                @Override
                public boolean isAsExpected(Optional<Stored> current, Optional<Revision> expected) {
                    return true;
                }
            });
        }
    }

    static class RevisesByContent extends Of {
        RevisesByContent() {
            super(() -> new ModelInvitations() {
                @Override
                public Revision nextRevision(Invitation next) {
                    return new Revision(Integer.toHexString(next.hashCode()));
                }
            });
        }
    }

    static class ChecksThenWrites extends Of {
        ChecksThenWrites() {
            super(() -> new ModelInvitations() {
                @Override
                @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the bug
                public boolean compareAndSet(Optional<Revision> expected, Invitation next) {
                    if (!isAsExpected(find(next.id()), expected)) {
                        return false;
                    }
                    LockSupport.parkNanos(300_000);
                    synchronized (this) {
                        put(next);
                    }
                    return true;
                }
            });
        }
    }

    static class RoundsMoments extends Of {
        RoundsMoments() {
            super(() -> new ModelInvitations() {
                @Override
                public Invitation kept(Invitation next) {
                    return next.state() instanceof InvitationState.Sent sent
                            ? next.sentAt(sent.at().truncatedTo(ChronoUnit.SECONDS))
                            : next;
                }
            });
        }
    }

    static class MixesUsers extends Of {
        MixesUsers() {
            super(() -> new ModelInvitations() {
                @Override
                public boolean isOf(Invitation invitation, UserId user) {
                    return invitation.user().value().startsWith(user.value());
                }
            });
        }
    }

    static class ListsEverything extends Of {
        ListsEverything() {
            super(() -> new ModelInvitations() {
                @Override
                public boolean isListed(Invitation invitation) {
                    return true;
                }
            });
        }
    }

    /** Begins with the invitation that it is to start after. */
    static class RepeatsTheLast extends Of {
        RepeatsTheLast() {
            super(() -> new ModelInvitations() {
                @Override
                public synchronized List<Stored> open(InvitationPageRequest request) {
                    return super.open(InvitationPageRequest.first(PageRequest.MAX_LIMIT)).stream()
                            .filter(stored -> request.after()
                                    .map(last -> stored.invitation().id().compareTo(last) >= 0)
                                    .orElse(true))
                            .limit(request.limit())
                            .toList();
                }
            });
        }
    }

    static class HidesFailures extends Of {
        HidesFailures() {
            super(() -> new ModelInvitations() {
                @Override
                public boolean isListed(Invitation invitation) {
                    return super.isListed(invitation) && !(invitation.state() instanceof InvitationState.Failed);
                }
            });
        }
    }

    static class FiltersAfterTheLimit extends Of {
        FiltersAfterTheLimit() {
            super(() -> new ModelInvitations() {
                @Override
                public synchronized List<Stored> open(InvitationPageRequest request) {
                    return request.after().map(last -> rows.tailMap(last, false)).orElse(rows).values().stream()
                            .limit(request.limit())
                            .filter(stored -> isListed(stored.invitation()))
                            .toList();
                }
            });
        }
    }

    static class SweepsTheMoment extends Of {
        SweepsTheMoment() {
            super(() -> new ModelInvitations() {
                @Override
                public boolean isSwept(Invitation invitation, Instant moment) {
                    return super.isSwept(invitation, moment.plusNanos(1));
                }
            });
        }
    }

    static class SweepsOpenOnes extends Of {
        SweepsOpenOnes() {
            super(() -> new ModelInvitations() {
                @Override
                public boolean isSwept(Invitation invitation, Instant moment) {
                    return invitation.state().isOpen() || super.isSwept(invitation, moment);
                }
            });
        }
    }

    static class KeepsRevokedOnes extends Of {
        KeepsRevokedOnes() {
            super(() -> new ModelInvitations() {
                @Override
                public boolean isSwept(Invitation invitation, Instant moment) {
                    return super.isSwept(invitation, moment)
                            && !(invitation.state() instanceof InvitationState.Revoked);
                }
            });
        }
    }

    static class LooksThenSweeps extends Of {
        LooksThenSweeps() {
            super(() -> new ModelInvitations() {
                @Override
                @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the bug
                public long removeClosedBefore(Instant moment) {
                    List<Invitation> closed;
                    synchronized (this) {
                        closed = rows.values().stream()
                                .map(Stored::invitation)
                                .filter(invitation -> isSwept(invitation, moment))
                                .toList();
                    }
                    LockSupport.parkNanos(3_000_000);
                    synchronized (this) {
                        closed.forEach(invitation -> rows.remove(invitation.id()));
                    }
                    return closed.size();
                }
            });
        }
    }

    static class Forgetful implements InvitationRepositoryInstancesContract {
        @Override
        public StorageSandbox newSandbox() {
            return ModelStorage.opening(() -> ModelStorage.of(new ModelInvitations()));
        }
    }

    static class NeverClosed implements InvitationRepositoryInstancesContract {
        @Override
        public StorageSandbox newSandbox() {
            Storage immortal = ModelStorage.bundle(new ModelInvitations());
            return ModelStorage.opening(() -> immortal);
        }
    }
}
