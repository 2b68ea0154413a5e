package io.keyholder.adapters.crypto.internal.sealing;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.OriginStatement;
import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.keys.OriginSigner;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/**
 * RSASSA-PSS by the platform's first provider. All parameters are given, since their defaults mean SHA-1. Thread-safe.
 */
public final class PssOriginSigner implements OriginSigner {
    private static final String WHAT = "signer's key";
    private static final PSSParameterSpec SHA256 =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final SecureRandom random;

    public PssOriginSigner(SecureRandom random) {
        this.random = random;
    }

    /** The signature is verified before it is returned, so a fault of the computation does not reveal the key. */
    @Override
    public byte[] sign(OriginStatement statement, EncryptionKeyPair pair) {
        RSAPublicKey publicKey = RsaKeys.publicKey(WHAT, pair.publicKey());
        if (!isNamed(statement, pair.publicKey())) {
            throw new InvalidValueException(WHAT, "is not the one that the statement names");
        }
        byte[] signature = signed(statement, privateKey(pair.privateKey()));
        if (!isVerified(statement, signature, publicKey)) {
            throw new InvalidValueException(WHAT, "has halves that do not belong together");
        }
        return signature;
    }

    @Override
    public boolean verify(OriginStatement statement, byte[] signature, EncryptionPublicKey signer) {
        try {
            return isNamed(statement, signer) && isVerified(statement, signature, RsaKeys.publicKey(WHAT, signer));
        } catch (InvalidValueException weakOrOtherKey) {
            return false;
        }
    }

    private static boolean isNamed(OriginStatement statement, EncryptionPublicKey key) {
        return statement.signer().equals(key.fingerprint().sha256());
    }

    private byte[] signed(OriginStatement statement, PrivateKey key) {
        try {
            Signature pss = pss();
            pss.initSign(key, random);
            pss.update(statement.message());
            return pss.sign();
        } catch (InvalidKeyException refused) {
            throw new InvalidValueException(WHAT, "cannot sign");
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new CryptoException("an origin could not be signed", failed);
        }
    }

    private static boolean isVerified(OriginStatement statement, byte[] signature, RSAPublicKey key) {
        try {
            Signature pss = pss();
            pss.initVerify(key);
            pss.update(statement.message());
            return pss.verify(signature);
        } catch (SignatureException | InvalidKeyException refused) {
            return false;
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new CryptoException("a signature could not be verified", failed);
        }
    }

    private static PrivateKey privateKey(EncryptionPrivateKey key) {
        try {
            return RsaKeys.privateKey(key);
        } catch (NoSuchAlgorithmException failed) {
            throw new CryptoException("the platform has no RSA", failed);
        } catch (GeneralSecurityException refused) {
            throw new InvalidValueException(WHAT, "is not an RSA key in PKCS #8 form");
        }
    }

    private static Signature pss() throws NoSuchAlgorithmException, InvalidAlgorithmParameterException {
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(SHA256);
        return pss;
    }
}
