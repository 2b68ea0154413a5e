package io.keyholder.commandline.user;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.permission.PermissionType;
import java.util.Iterator;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a permission type: one of iCure's, which are proposed, or one of the host's own. */
public final class PermissionTypeName implements ITypeConverter<PermissionType>, Iterable<String> {
    @Override
    public PermissionType convert(String text) {
        Optional<PermissionType> meant = PermissionType.ICURE.stream()
                .filter(type ->
                        type.name().equalsIgnoreCase(text) && !type.name().equals(text))
                .findFirst();
        if (meant.isPresent()) {
            throw new TypeConversionException("is a type of its own; did you mean " + meant.get() + "?");
        }
        try {
            return PermissionType.of(text);
        } catch (InvalidValueException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }

    @Override
    public Iterator<String> iterator() {
        return PermissionType.ICURE.stream().map(PermissionType::name).iterator();
    }
}
