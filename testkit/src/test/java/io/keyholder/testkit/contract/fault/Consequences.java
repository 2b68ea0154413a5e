package io.keyholder.testkit.contract.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What else fails of the contract of a port than the clauses that are about a fault, by the name of the broken adapter.
 *
 * @param about the clauses that are about the fault; empty where the fault names them itself
 * @param why why the others fail too; empty when there are none
 * @param others the clauses that may fail too
 */
public record Consequences(List<String> about, String why, List<String> others) {
    /** Nothing else. */
    static final Consequences NONE = new Consequences(List.of(), "", List.of());

    /**
     * These store whatever the arbitraries make and compare all of it, or every outcome with a model. So they meet
     * almost any fault, and say nothing about which one it is.
     */
    public static final Set<String> MEET_ANY_FAULT = Set.of(
            "answersAnySequenceOfCallsAsTheModelDoes",
            "answersAnyFilterAsReadingAllUsersDoes",
            "findsEveryUserAgainAsItWasStored",
            "givesBackAnyUserAsItWasCreated",
            "givesBackAnyUserAsItWasChanged",
            "givesBackAnyUserFromAPageAndByIdentifier",
            "ordersAnyIdsByTheirUtf8Bytes",
            "givesBackTheStateOfAnyKey",
            "givesBackAnyStateAsItWas",
            "findsEveryStateAgainAfterReopening",
            "givesBackAnyInvitationAsItWas");

    /** Clauses in which writers race, beside those that are called so. */
    private static final Set<String> OTHER_RACES = Set.of(
            "aChangeAndAPurgeOfOneStateExcludeEachOther",
            "aRemovalIsNotUndoneByAChangeThatDidNotKnowOfIt",
            "aSweepNeverForgetsAFreshGuess",
            "aSweepNeverForgetsAnInvitationThatIsRenewedMeanwhile",
            "acceptsACodeOnce",
            "noChangeIsLostWhenWritersTryAgain",
            "redeemsEachRecoveryCodeOnce",
            "showsEveryLastingUserOnceWhileOthersComeAndGo");

    /** Whether writers race in this clause. What breaks one race may break another, and need not each time. */
    static boolean isRace(String clause) {
        return clause.contains("Rac") || clause.contains("race") || OTHER_RACES.contains(clause);
    }

    /** Whether a clause may fail for a fault that is about other clauses. */
    boolean allows(String clause, List<String> about) {
        boolean isOfRaces =
                isRace(clause) && Stream.concat(about.stream(), others.stream()).anyMatch(Consequences::isRace);
        return isOfRaces || MEET_ANY_FAULT.contains(clause) || others.contains(clause);
    }

    /** By the name of the adapter. */
    public static Map<String, Consequences> all() {
        Map<String, Consequences> all = new LinkedHashMap<>();
        for (String line : lines()) {
            String[] fields = line.split(" *\\| *", -1);
            all.put(fields[0], new Consequences(words(fields[1]), fields[2], words(fields[3])));
        }
        return all;
    }

    private static List<String> lines() {
        try (InputStream file = Objects.requireNonNull(Consequences.class.getResourceAsStream("consequences.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<String> words(String field) {
        return Arrays.stream(field.split(" ", -1))
                .filter(word -> !word.isBlank())
                .toList();
    }
}
