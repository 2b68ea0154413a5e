package io.keyholder.verification.document;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.application.recovery.KeyShare;
import io.keyholder.application.recovery.KeyShares;
import io.keyholder.application.recovery.RecoveryKit;
import io.keyholder.application.recovery.RecoveryKits;
import io.keyholder.application.recovery.TransferRequest;
import io.keyholder.documents.InvitationDocuments;
import io.keyholder.documents.LoginStateDocuments;
import io.keyholder.documents.PropertyContents;
import io.keyholder.documents.UserDocumentStream;
import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.OriginStatement;
import io.keyholder.domain.key.RecoveryKey;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.domain.login.DeviceMark;
import io.keyholder.domain.search.SearchWords;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.ports.Crypto;
import io.keyholder.testkit.arbitraries.AccessArbitraries;
import io.keyholder.testkit.arbitraries.DocumentArbitraries;
import io.keyholder.testkit.arbitraries.InvitationArbitraries;
import io.keyholder.testkit.arbitraries.LoginStateArbitraries;
import io.keyholder.testkit.arbitraries.SecretArbitraries;
import io.keyholder.testkit.sample.TestKeyPairs;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;

/** Everything of the library that reads bytes or text from outside, each with valid input to begin from. */
enum OutsideBytes {
    USER_DOCUMENT {
        @Override
        byte[] valid(Random random) {
            return utf8(one(DocumentArbitraries.documents(), random));
        }

        @Override
        void read(byte[] input) {
            UserDocuments.write(UserDocuments.read(input));
        }
    },
    USER_DOCUMENTS {
        @Override
        byte[] valid(Random random) {
            return utf8("{\"rows\":[" + one(DocumentArbitraries.documents(), random) + ","
                    + one(DocumentArbitraries.documents(), random) + "]}");
        }

        @Override
        void read(byte[] input) {
            try (UserDocumentStream stream = UserDocumentStream.of(new ByteArrayInputStream(input))) {
                stream.forEachRemaining(outcome -> {});
            }
        }
    },
    LOGIN_STATE_DOCUMENT {
        @Override
        byte[] valid(Random random) {
            return LoginStateDocuments.writeUtf8(one(LoginStateArbitraries.loginStates(), random));
        }

        @Override
        void read(byte[] input) {
            LoginStateDocuments.read(input);
        }
    },
    INVITATION_DOCUMENT {
        @Override
        byte[] valid(Random random) {
            return InvitationDocuments.writeUtf8(one(InvitationArbitraries.invitations(), random));
        }

        @Override
        void read(byte[] input) {
            InvitationDocuments.read(input);
        }
    },
    PROPERTY_CONTENT {
        @Override
        byte[] valid(Random random) {
            return PropertyContents.write(new TypedValue.StringValue("x".repeat(random.nextInt(50))));
        }

        @Override
        void read(byte[] input) {
            PropertyContents.read(input);
        }
    },
    PASSWORD_HASH {
        @Override
        byte[] valid(Random random) {
            List<String> forms = List.of(
                    "$2a$04$abcdefghijklmnopqrstuuHCPoBvRQ1OS5HoORZYHuh6vBcTGFpdS",
                    "{bcrypt}$2b$04$abcdefghijklmnopqrstuuHCPoBvRQ1OS5HoORZYHuh6vBcTGFpdS",
                    "{SPXGLCUKGqw993aRbm05JpauQA5TEkfc49OW9bnEFTE=}" + "c".repeat(64),
                    "0".repeat(64),
                    "{pbkdf2}" + "0".repeat(80),
                    "$argon2id$v=19$m=16,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo",
                    "$pbkdf2-sha256$1000$c2FsdA$aGFzaA");
            return utf8(forms.get(random.nextInt(forms.size())));
        }

        @Override
        void read(byte[] input) {
            String text = text(input);
            if (!text.isEmpty()) {
                CRYPTO.passwordHasher().verify(Password.of("a password"), Optional.of(PasswordHash.of(text)));
                CRYPTO.tokenHasher().verify(Password.of("a password"), PasswordHash.of(text));
            }
        }
    },
    TOKEN {
        @Override
        byte[] valid(Random random) {
            return utf8(one(SecretArbitraries.tokenValues(), random).reveal());
        }

        @Override
        void read(byte[] input) {
            TokenValue.looksLikeOne(text(input));
            TokenValue.parse(text(input));
        }
    },
    ACTOR {
        @Override
        byte[] valid(Random random) {
            Actor actor = one(AccessArbitraries.actors().filter(Actor.LoggedIn.class::isInstance), random);
            return utf8(((Actor.LoggedIn) actor).encode());
        }

        @Override
        void read(byte[] input) {
            Actor.LoggedIn.decode(text(input));
        }
    },
    DEVICE_MARK {
        @Override
        byte[] valid(Random random) {
            return utf8(one(SecretArbitraries.deviceMarks(), random).reveal());
        }

        @Override
        void read(byte[] input) {
            DeviceMark.read(text(input));
        }
    },
    RECOVERY_KEY {
        @Override
        byte[] valid(Random random) {
            try (RecoveryKey key = one(SecretArbitraries.recoveryKeys(), random)) {
                return utf8(key.reveal());
            }
        }

        @Override
        void read(byte[] input) {
            RecoveryKey.read(text(input));
        }
    },
    RECOVERY_KIT {
        @Override
        byte[] valid(Random random) {
            return KIT.file();
        }

        @Override
        void read(byte[] input) {
            new RecoveryKits(CRYPTO).recover(input, KIT.key());
        }
    },
    KEY_SHARE {
        @Override
        byte[] valid(Random random) {
            return SHARES.get(random.nextInt(SHARES.size())).text();
        }

        @Override
        void read(byte[] input) {
            KeyShare.read(input);
        }
    },
    SEALED_SHARE {
        @Override
        byte[] valid(Random random) {
            return SEALED_SHARE_TEXT.clone();
        }

        @Override
        void read(byte[] input) {
            new KeyShares(CRYPTO).open(input, PAIR);
        }
    },
    TRANSFER_REQUEST {
        @Override
        byte[] valid(Random random) {
            return utf8("KHT1" + "A".repeat(300));
        }

        @Override
        void read(byte[] input) {
            TransferRequest.read(text(input));
        }
    },
    PRIVATE_KEY_FILE {
        @Override
        byte[] valid(Random random) {
            return switch (random.nextInt(3)) {
                case 0 -> ENCRYPTED_PEM.clone();
                case 1 -> CRYPTO.privateKeyFiles().toUnprotectedIcureHex(PAIR.privateKey());
                default -> CRYPTO.privateKeyFiles().toUnprotectedJwk(PAIR.privateKey(), KeyPadding.OAEP_SHA256);
            };
        }

        @Override
        void read(byte[] input) {
            CRYPTO.privateKeyFiles().read(input, Password.of("passphrase"));
        }
    },
    SEALED_DATA {
        @Override
        byte[] valid(Random random) {
            return CRYPTO.dataSealer().seal(new byte[random.nextInt(200)], List.of(PAIR.publicKey()), CONTEXT);
        }

        @Override
        void read(byte[] input) {
            CRYPTO.dataSealer().open(input, PAIR, CONTEXT);
        }
    },
    SEALED_CONTENT {
        @Override
        byte[] valid(Random random) {
            return CRYPTO.contentCipher().seal(new byte[random.nextInt(200)], KEY, CONTEXT);
        }

        @Override
        void read(byte[] input) {
            CRYPTO.contentCipher().open(input, KEY, CONTEXT);
        }
    },
    SEALED_CONTENT_OF_ICURE {
        @Override
        byte[] valid(Random random) {
            return CRYPTO.contentCipher().sealUnauthenticated(new byte[random.nextInt(200)], KEY);
        }

        @Override
        void read(byte[] input) {
            CRYPTO.contentCipher().openUnauthenticated(input, KEY);
        }
    },
    WRAPPED_KEY {
        @Override
        byte[] valid(Random random) {
            return CRYPTO.contentKeyWrapper().wrap(KEY, PAIR.publicKey());
        }

        @Override
        void read(byte[] input) {
            CRYPTO.contentKeyWrapper().unwrap(input, PAIR).close();
        }
    },
    SIGNATURE {
        @Override
        byte[] valid(Random random) {
            return CRYPTO.originSigner().sign(ORIGIN, PAIR);
        }

        @Override
        void read(byte[] input) {
            CRYPTO.originSigner().verify(ORIGIN, input, PAIR.publicKey());
        }
    },
    SHARES_OF_A_SECRET {
        @Override
        byte[] valid(Random random) {
            return new byte[32];
        }

        @Override
        void read(byte[] input) {
            CRYPTO.secretSplitter().combine(Map.of(1, input, 2, new byte[32]));
        }
    },
    SECOND_FACTOR_SECRET {
        @Override
        byte[] valid(Random random) {
            List<String> forms =
                    List.of("JBSWY3DPEHPK3PXP", "6:JBSWY3DPEHPK3PXP", "SHA1:6:JBSWY3DPEHPK3PXP", "sealed1:a:b");
            return utf8(forms.get(random.nextInt(forms.size())));
        }

        @Override
        void read(byte[] input) {
            String text = text(input);
            if (!text.isEmpty()) {
                TotpSecret secret = TotpSecret.of(text);
                CRYPTO.oneTimePassword().isReadable(secret);
                CRYPTO.oneTimePassword().matchingStep(secret, "123456", Instant.EPOCH);
                CRYPTO.secretSealer().open(secret, new UserId("mary"));
            }
        }
    },
    CODE {
        @Override
        byte[] valid(Random random) {
            return utf8("123456");
        }

        @Override
        void read(byte[] input) {
            CRYPTO.oneTimePassword().matchingStep(TotpSecret.of("JBSWY3DPEHPK3PXP"), text(input), Instant.EPOCH);
        }
    },
    IDENTIFIER {
        @Override
        byte[] valid(Random random) {
            return utf8("Ada@Example.org");
        }

        @Override
        void read(byte[] input) {
            IdentifierKey.of(text(input));
        }
    },
    SEARCHED_TEXT {
        @Override
        byte[] valid(Random random) {
            return utf8("Ada Lovelace +32 470 00 00 07");
        }

        @Override
        void read(byte[] input) {
            SearchWords.of(text(input));
        }
    };

    private static final Crypto CRYPTO = BouncyCastleCrypto.create(CryptoOptions.defaults()
            .withBcryptCost(4)
            .withMaxAcceptedBcryptCost(4)
            .withPbkdf2Iterations(1_000)
            .icureCompatible()
            .withSecretsInClear());
    private static final EncryptionKeyPair PAIR = TestKeyPairs.mary();
    private static final OriginStatement ORIGIN = OriginStatement.about(
            new UserId("mary"), "note", PAIR.publicKey().fingerprint().sha256(), new byte[1]);
    private static final ContentKey KEY = ContentKey.of(new byte[ContentKey.SIZE_BYTES]);
    private static final SealingContext CONTEXT = new SealingContext("a place");
    private static final RecoveryKit KIT = new RecoveryKits(CRYPTO).make(PAIR);
    private static final List<KeyShare> SHARES = new KeyShares(CRYPTO).split(PAIR, 2, 3);
    private static final byte[] SEALED_SHARE_TEXT = new KeyShares(CRYPTO).sealFor(PAIR.publicKey(), SHARES.get(0));
    private static final byte[] ENCRYPTED_PEM =
            CRYPTO.privateKeyFiles().toEncryptedPem(PAIR.privateKey(), Password.of("passphrase"));

    /** Input that is accepted, another one each time where there are several. */
    abstract byte[] valid(Random random);

    /** Reads any input. */
    abstract void read(byte[] input);

    private static <T> T one(Arbitrary<T> arbitrary, Random random) {
        return arbitrary.generator(1_000).next(random).value();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What a caller makes of bytes: malformed ones become other text. */
    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
