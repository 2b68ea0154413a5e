package io.keyholder.commandline.user;

import io.keyholder.application.Keyholder;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.commandline.store.UserSearch;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.JsonObjects;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.AttributeValue;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.DecisionExplanation;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Grants and revokes permissions, and explains what a user may do. */
public final class PermissionCommands {
    private final Terminal terminal;

    public PermissionCommands(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Adds grants and revokes to what a user has. */
    public int permit(Keyholder keyholder, String user, List<PermissionType> grants, List<PermissionType> revokes) {
        if (grants.isEmpty() && revokes.isEmpty()) {
            throw CommandFailure.usage("nothing to grant and nothing to revoke");
        }
        UserId id = new UserSearch(keyholder).find(user).id();
        Permission added = new Permission(
                Permission.granting(grants.toArray(PermissionType[]::new)).grants(),
                Permission.revoking(revokes.toArray(PermissionType[]::new)).revokes(),
                PreservedJson.NONE);
        ModifyResult result = keyholder
                .users()
                .modify(
                        Actor.host(),
                        id,
                        stored ->
                                stored.withAuthorization(stored.authorization().with(added)));
        if (result instanceof ModifyResult.Forbidden forbidden) {
            throw new CommandFailure(forbidden.refusal().explanation());
        }
        if (!result.isModified()) {
            throw new CommandFailure("not changed, because the user changes all the time: try again");
        }
        terminal.print("permitted " + id);
        return ExitCode.DONE;
    }

    /** Prints whether a user may do something, why, and what would change that. */
    public int decide(
            Keyholder keyholder, String user, PermissionType type, Map<String, String> attributes, boolean asJson) {
        UserId id = new UserSearch(keyholder).find(user).id();
        Map<String, AttributeValue> known = new LinkedHashMap<>();
        attributes.forEach((name, value) -> known.put(name, AttributeValue.of(value)));
        DecisionExplanation explanation = keyholder
                .permissions()
                .decide(Actor.host(), id, type, new Attributes(known))
                .orElseThrow()
                .orElseThrow(() -> new CommandFailure("the user is not there any more"));
        boolean isGranted = explanation.decision().isGranted();
        if (asJson) {
            terminal.print(JsonObjects.object(json -> {
                json.writeStringField("user", id.value());
                json.writeStringField("type", type.name());
                json.writeBooleanField("granted", isGranted);
                json.writeArrayFieldStart("explanation");
                for (String line : explanation.lines()) {
                    json.writeString(line);
                }
                json.writeEndArray();
            }));
        } else {
            terminal.print(isGranted ? "yes" : "no");
            explanation.lines().forEach(line -> terminal.print(Line.of(line)));
        }
        return isGranted ? ExitCode.DONE : ExitCode.REFUSED;
    }
}
