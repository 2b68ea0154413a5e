package io.keyholder.documents.neighbour;

/**
 * One difference between a shared document as this library wrote it and as another server saved it.
 *
 * @param kind what became of it
 * @param member the member of the document, or a part of it; never a value
 */
public record ForeignChange(Kind kind, String member) implements Comparable<ForeignChange> {
    /** What became of a difference. */
    public enum Kind {
        /** The other server changed it, and the change counts. */
        CHANGED,
        /** The other server dropped it, and it was restored. */
        RESTORED,
        /** It would let the user in further than before, so it does not count until an administrator settles it. */
        WITHHELD,
        /** The other server took our password hash for a password and hashed it; our hash counts. */
        REHASHED,
        /**
         * One server may have removed it on purpose, or another one dropped it. It does not count until an
         * administrator settles it.
         */
        UNCLEAR
    }

    /** The kind alone: names of roles and tokens are the host's. */
    @Override
    public String toString() {
        return "ForeignChange[" + kind + "]";
    }

    @Override
    public int compareTo(ForeignChange other) {
        int byMember = member.compareTo(other.member);
        return byMember == 0 ? kind.compareTo(other.kind) : byMember;
    }
}
