package io.keyholder.domain.permission;

import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.internal.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A decision, what decided it and what would change it. Immutable. Applying the change to the permissions it was made
 * from ({@link #applyTo}) turns the decision round.
 *
 * @param decision the answer, with the item that decided
 * @param revokesInTheWay every revoke that would have to go; empty when the answer is yes
 * @param missing what would have to be added then: a grant when the answer is no, and revokes alone were not in the
 *     way; a revoke when it is yes
 * @param unknownAttributes the attributes that items of the asked type, or of ADMIN, ask for and that were not supplied
 */
public record DecisionExplanation(
        Decision decision,
        Set<PermissionItem> revokesInTheWay,
        Optional<PermissionItem> missing,
        Set<String> unknownAttributes) {
    public DecisionExplanation {
        revokesInTheWay = Check.set(revokesInTheWay);
        unknownAttributes = Check.set(unknownAttributes);
    }

    /** The permissions with what would change the decision changed. */
    public List<Permission> applyTo(List<Permission> permissions) {
        List<Permission> changed = new ArrayList<>();
        permissions.forEach(permission -> changed.add(new Permission(
                permission.grants(),
                permission.revokes().stream()
                        .filter(item -> !revokesInTheWay.contains(item))
                        .toList(),
                permission.unknownMembers())));
        missing.map(this::asPermission).ifPresent(changed::add);
        return changed;
    }

    /** What was decided and what would change it, as lines for a log or a person, without personal data. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(decision.explanation());
        if (!revokesInTheWay.isEmpty()) {
            lines.add("it would take the removal of " + revokesInTheWay.size() + " revoke(s)");
        }
        missing.ifPresent(item ->
                lines.add("it would take a " + (decision.isGranted() ? "revoke" : "grant") + " of " + item.type()));
        if (!unknownAttributes.isEmpty()) {
            lines.add(unknownAttributes.stream().sorted().collect(Collectors.joining(", ", "not told: ", "")));
        }
        return List.copyOf(lines);
    }

    private Permission asPermission(PermissionItem item) {
        return decision.isGranted()
                ? new Permission(List.of(), List.of(item), PreservedJson.NONE)
                : new Permission(List.of(item), List.of(), PreservedJson.NONE);
    }
}
