package io.keyholder.adapters.couchdb.internal.record;

import io.keyholder.adapters.couchdb.internal.document.Digest;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import io.keyholder.adapters.couchdb.internal.document.OwnDocument;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.ports.persistence.StoreCorruptException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is stored of a public key: a registration, and beside it, with longer ids, perhaps a word for it and a
 * revocation. A word that was there at the registration is in that document. Stateless.
 */
final class PublicKeyDocuments {
    private static final String PREFIX = "keyholder;public-key;";
    private static final String CLAIM_PREFIX = "keyholder;first-key;";
    private static final String CLAIM_KIND = "first-key";
    private static final String REVOCATION = ";revoked";
    private static final String WORD = ";word";

    private static final String FINGERPRINT = "fingerprint";
    private static final String OWNER = "owner";
    private static final String PADDING = "padding";
    private static final String PUBLIC_KEY = "publicKey";
    private static final String REGISTERED = "registered";
    private static final String REVOKED = "revoked";
    private static final String VOUCHED = "vouched";
    private static final String VOUCHER = "voucher";
    private static final String SECOND = "Second";
    private static final String NANO = "Nano";

    private PublicKeyDocuments() {}

    /** How the ids of all documents about keys of an owner begin. */
    static String prefix(DataOwnerId owner) {
        return PREFIX + Digest.of(owner.value()) + ";";
    }

    /** The id of the registration, with which the ids of all documents about the key begin. */
    static String id(DataOwnerId owner, Fingerprint fingerprint) {
        return prefix(owner) + fingerprint.sha256();
    }

    /** The ids of all documents about the key with this registration: three, of which some may not be there. */
    static List<String> ids(String registrationId) {
        return List.of(registrationId, registrationId + WORD, registrationId + REVOCATION);
    }

    /** The id of the registration of the key that a document is about. */
    static String registrationId(Document document) {
        String id = document.id();
        String ending = id.endsWith(WORD) ? WORD : id.endsWith(REVOCATION) ? REVOCATION : "";
        return id.substring(0, id.length() - ending.length());
    }

    /**
     * An id after this document's and before every other one's that follows: none has anything below a semicolon there.
     */
    static String successorOf(Document document) {
        return document.id() + "!";
    }

    static PendingDocument registration(RegisteredKey key) {
        Map<String, String> members = new HashMap<>();
        members.put(OWNER, key.owner().value());
        members.put(PADDING, key.publicKey().padding().name());
        members.put(PUBLIC_KEY, key.publicKey().hex());
        put(members, REGISTERED, key.registered());
        key.vouch().ifPresent(word -> put(members, word));
        key.revoked().ifPresent(moment -> put(members, REVOKED, moment));
        return OwnDocument.draft(
                        id(key.owner(), key.publicKey().fingerprint()), Optional.empty(), "public-key", members)
                .asFact();
    }

    static PendingDocument word(DataOwnerId owner, Fingerprint fingerprint, Endorsement word) {
        Map<String, String> members = new HashMap<>();
        put(members, word);
        return OwnDocument.draft(id(owner, fingerprint) + WORD, Optional.empty(), "public-key-word", members)
                .asFact();
    }

    static PendingDocument revocation(DataOwnerId owner, Fingerprint fingerprint, Instant moment) {
        Map<String, String> members = new HashMap<>();
        put(members, REVOKED, moment);
        return OwnDocument.draft(
                        id(owner, fingerprint) + REVOCATION, Optional.empty(), "public-key-revocation", members)
                .asFact();
    }

    /** The id of the claim that a key is the first of its owner. */
    static String claimId(DataOwnerId owner) {
        return CLAIM_PREFIX + Digest.of(owner.value());
    }

    /** A claim in the place of one that was read, or of none. */
    static PendingDocument claim(DataOwnerId owner, Fingerprint fingerprint, Optional<String> base) {
        return OwnDocument.draft(claimId(owner), base, CLAIM_KIND, Map.of(FINGERPRINT, fingerprint.sha256()));
    }

    /** The SHA-256 fingerprint of the key that a claim names. */
    static String claimant(Document claim) {
        return OwnDocument.read(claim, CLAIM_KIND, FINGERPRINT, "claim of a first key", Function.identity());
    }

    /** Whose key a registration is about. */
    static DataOwnerId owner(Document registration) {
        try {
            DataOwnerId owner = new DataOwnerId(text(strings(registration), OWNER));
            if (registration.id().startsWith(prefix(owner))) {
                return owner;
            }
        } catch (IllegalArgumentException unreadable) {
            throw new StoreCorruptException("the public key " + registration.id() + " is unreadable", unreadable);
        }
        throw new StoreCorruptException("the public key " + registration.id() + " is another owner's", null);
    }

    /** The keys that these documents of one owner tell of, in the order of the documents. */
    static List<RegisteredKey> read(DataOwnerId owner, List<Document> documents) {
        Map<String, Document> byId = new LinkedHashMap<>();
        documents.forEach(document -> byId.put(document.id(), document));
        List<RegisteredKey> keys = new ArrayList<>();
        byId.forEach((id, document) -> {
            if (!id.endsWith(WORD) && !id.endsWith(REVOCATION)) {
                keys.add(read(
                        owner,
                        document,
                        Optional.ofNullable(byId.get(id + WORD)),
                        Optional.ofNullable(byId.get(id + REVOCATION))));
            }
        });
        return keys;
    }

    private static RegisteredKey read(
            DataOwnerId owner, Document registration, Optional<Document> word, Optional<Document> revocation) {
        Map<String, String> members = strings(registration);
        try {
            EncryptionPublicKey publicKey = EncryptionPublicKey.ofSpki(
                    HexFormat.of().parseHex(text(members, PUBLIC_KEY)), KeyPadding.valueOf(text(members, PADDING)));
            boolean isWhatWasRegistered = text(members, OWNER).equals(owner.value())
                    && registration.id().equals(id(owner, publicKey.fingerprint()));
            if (isWhatWasRegistered) {
                return new RegisteredKey(
                        owner,
                        publicKey,
                        moment(members, REGISTERED),
                        members.containsKey(VOUCHER)
                                ? Optional.of(vouch(members))
                                : word.map(said -> vouch(strings(said))),
                        members.containsKey(REVOKED + SECOND)
                                ? Optional.of(moment(members, REVOKED))
                                : revocation.map(said -> moment(strings(said), REVOKED)));
            }
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw new StoreCorruptException("the public key " + registration.id() + " is unreadable", unreadable);
        }
        throw new StoreCorruptException("the public key " + registration.id() + " is not what was registered", null);
    }

    private static void put(Map<String, String> members, Endorsement word) {
        members.put(VOUCHER, word.voucher());
        put(members, VOUCHED, word.at());
    }

    private static Endorsement vouch(Map<String, String> members) {
        return new Endorsement(text(members, VOUCHER), moment(members, VOUCHED));
    }

    private static Map<String, String> strings(Document document) {
        return Documents.strings(document.json());
    }

    private static void put(Map<String, String> members, String name, Instant moment) {
        members.put(name + SECOND, Long.toString(moment.getEpochSecond()));
        members.put(name + NANO, Integer.toString(moment.getNano()));
    }

    private static Instant moment(Map<String, String> members, String name) {
        return Instant.ofEpochSecond(
                Long.parseLong(text(members, name + SECOND)), Long.parseLong(text(members, name + NANO)));
    }

    private static String text(Map<String, String> members, String name) {
        String text = members.get(name);
        if (text == null) {
            throw new IllegalArgumentException("a public key lacks its " + name);
        }
        return text;
    }
}
