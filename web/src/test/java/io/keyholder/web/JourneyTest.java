package io.keyholder.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.ports.keys.PrivateKeyReading;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both screens in a real browser: from an invitation to a note, a lost key, and a closed door. Each step needs the
 * last.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(StopAtFirstFailure.class)
class JourneyTest {
    private static final String MARY = "mary@home.example";
    private static final String FIRST_PASSWORD = "lantern ferry walnut 17";
    private static final String NEW_PASSWORD = "orchard violin kettle 29";
    private static final String PASSPHRASE = "meadow Ångström teapot";
    private static final String NEXT_PASSPHRASE = "harbour pencil sunrise";
    private static final String NOTE = "Blood pressure 128/82. Keep the dose, see you in March. 𝒜";

    private RunningPractice practice;
    private Browser professional;
    private Browser patient;
    private Path keyFile;
    private String kitKey;
    private List<String> shares;
    private byte[] authenticator;
    private String personPath;

    @BeforeAll
    void start(@TempDir Path folder) {
        practice = RunningPractice.withMailServer(folder.resolve("practice"), store(folder));
        professional = new Browser(practice.address(), folder.resolve("professional"), looksAtPages());
        patient = new Browser(practice.address(), folder.resolve("patient"), looksAtPages());
    }

    /** The settings of the practice's store: H2 on disk. */
    List<String> store(Path folder) {
        return List.of();
    }

    /** Whether each page is checked by axe, in the dark and on a phone. */
    boolean looksAtPages() {
        return true;
    }

    @AfterAll
    void stop() {
        Stream.of(patient, professional, practice)
                .filter(java.util.Objects::nonNull)
                .forEach(JourneyTest::close);
    }

    @Test
    @Order(1)
    void aProfessionalLogsInAndMakesItsKey() {
        professional.open("/");
        professional.look("log-in");
        logIn(professional, "grace@linden.example", practice.firstPassword("grace@linden.example"));
        professional.awaitPath("/people");
        professional.open("/key");
        professional.awaitText("#here-title", "not in this browser");
        saveKey(professional, PASSPHRASE);
        professional.press("Begin to use this key");
        professional.awaitText("#here-title", "is in this browser");
        professional.look("key-of-professional");
    }

    @Test
    @Order(2)
    void itInvitesAPatientByMail() {
        professional.open("/people/invite");
        professional.type("#name", "Mary Beaumont");
        professional.type("#email", MARY);
        professional.look("invite");
        professional.press("Send the invitation");
        professional.awaitText(".notice.good", MARY);
        personPath = professional.path();
        assertThat(professional.awaitText("#main", "invited")).contains("Mary Beaumont");
    }

    @Test
    @Order(3)
    void thePatientAcceptsWithAKeyOfItsBrowser() {
        patient.open(practice.linkOfLatestMessage());
        patient.awaitText("h1", "Welcome, Mary Beaumont");
        patient.type("#password", "password");
        patient.awaitText("#rules", "at least 15");
        patient.type("#password", FIRST_PASSWORD);
        patient.type("#password-again", FIRST_PASSWORD);
        patient.awaitText("#rules", "will do");
        patient.press("Create my account");
        patient.awaitText("#problem", "Save your private key first");
        keyFile = saveKey(patient, PASSPHRASE);
        patient.look("accept");
        patient.press("Create my account");
        patient.awaitPath("/");
        patient.awaitText(".empty", "no notes yet");
    }

    @Test
    @Order(4)
    void itsInvitationWorksOnce() {
        professional.open(practice.linkOfLatestMessage());
        professional.awaitText("#opening-text", "was used");
    }

    @Test
    @Order(5)
    void itEnrolsASecondFactorAndLogsInWithACode() {
        patient.open("/account");
        patient.look("account");
        patient.press("Set up");
        authenticator = new Base32().decode(patient.find("#secret").getText().replace(" ", ""));
        patient.look("second-factor");
        patient.type("#code", code());
        patient.press("Turn on");
        assertThat(patient.awaitText(".codes", "").lines()).hasSizeGreaterThan(4);
        patient.look("recovery-codes");
        patient.press("Log out");
        practice.clock().move(Duration.ofSeconds(31));
        logIn(patient, MARY, FIRST_PASSWORD);
        patient.awaitPath("/welcome/code");
        patient.look("code");
        patient.type("#code", code());
        patient.press("Continue");
        patient.awaitPath("/");
    }

    @Test
    @Order(6)
    void aNoteIsSealedByTheProfessionalAndOpenedByThePatient() {
        professional.open(personPath);
        professional.type("#text", NOTE);
        professional.press("Seal and store");
        professional.awaitText(".note.open .content", NOTE);
        professional.look("person");
        patient.open("/");
        patient.awaitText(".note.open .content", NOTE);
        patient.look("notes");
    }

    @Test
    @Order(7)
    void thePatientPreparesForTheLossOfItsKey() throws Exception {
        patient.open("/key");
        patient.awaitText("#here-title", "is in this browser");
        patient.upload("#source", keyFile);
        patient.type("#source-passphrase", "not the passphrase");
        patient.press("Make a recovery kit");
        patient.awaitText("#problem", "passphrase is wrong");
        patient.type("#source-passphrase", PASSPHRASE);
        patient.press("Make a recovery kit");
        kitKey = patient.awaitText("#kit-text", "-");
        patient.type("#source-passphrase", PASSPHRASE);
        patient.press("Split into three shares");
        shares = new ArrayList<>();
        for (int number : List.of(1, 3)) {
            patient.press("Share " + number);
            shares.add(Files.readString(patient.awaitDownload("key-share-" + number + "-of-3.share")));
        }
        patient.look("prepare");
    }

    @Test
    @Order(8)
    void withoutItsKeyTheNoteStaysClosed() {
        loseKey();
        patient.open("/");
        patient.awaitText("#no-key", "only your private key does, and it is not here");
        assertThat(patient.awaitText(".note.closed", "Closed")).doesNotContain(NOTE);
        patient.look("closed");
    }

    @Test
    @Order(9)
    void itRecoversTheKeyFromTheKit() {
        patient.open("/key");
        patient.look("recover");
        patient.type("#kit-key", kitKey.substring(0, kitKey.length() - 1));
        patient.press("Recover");
        patient.awaitText("#problem", "mistake in group 14");
        patient.type("#kit-key", kitKey.toLowerCase(Locale.ROOT).replace('-', ' '));
        patient.press("Recover");
        patient.awaitText("#recovered-title", "here again");
        patient.forgetDownloads();
        keyFile = saveKey(patient, NEXT_PASSPHRASE);
        patient.awaitText("#here-title", "is in this browser");
        patient.open("/");
        patient.awaitText(".note.open .content", NOTE);
    }

    @Test
    @Order(10)
    void itRecoversTheKeyFromSharesAndFromItsFile() throws Exception {
        loseKey();
        List<Path> copies = new ArrayList<>();
        for (String share : shares) {
            Path copy = keyFile.resolveSibling("copy-" + copies.size() + ".share");
            copies.add(Files.writeString(copy, share));
        }
        patient.upload("#shares", copies.toArray(Path[]::new));
        patient.press("Join them");
        patient.awaitText("#recovered-title", "here again");
        patient.open("/key");
        patient.upload("#file", keyFile);
        patient.type("#file-passphrase", NEXT_PASSPHRASE);
        patient.press("Open the file");
        patient.awaitText("#here-title", "is in this browser");
    }

    @Test
    @Order(11)
    void itChangesItsPasswordAndMakesAToken() {
        patient.open("/account");
        patient.type("#old", FIRST_PASSWORD);
        patient.type("#password", NEW_PASSWORD);
        patient.awaitText("#rules", "will do");
        patient.press("Change the password");
        patient.awaitText(".notice.good", "Your password is changed");
        patient.type("#token-name", "Blood pressure monitor");
        patient.choose("#days", "30");
        patient.press("Make a token");
        assertThat(patient.find("#token").getText()).startsWith("kht1.");
        patient.look("token");
        patient.press("I have it");
        patient.awaitText("#tokens", "Blood pressure monitor");
        patient.press("Revoke");
        patient.awaitText(".notice.good", "The token is revoked");
        patient.open("/");
        patient.awaitText(".note.open .content", NOTE);
    }

    @Test
    @Order(12)
    void wrongPasswordsLockItOutForAWhile() {
        patient.press("Log out");
        Visitor guesser = new Visitor(practice.address());
        for (int attempt = 1; attempt <= 12; attempt++) {
            practice.clock().move(Duration.ofSeconds(1L << Math.max(0, attempt - 6)));
            assertThat(guesser.form("/welcome", "/welcome", "username", MARY, "password", FIRST_PASSWORD)
                            .body())
                    .contains("notice bad");
        }
        logIn(patient, MARY, NEW_PASSWORD);
        patient.awaitText(".notice.bad", "too many wrong attempts");
        patient.look("locked-out");
        practice.clock().move(Duration.ofMinutes(20));
        logIn(patient, MARY, NEW_PASSWORD);
        patient.awaitPath("/welcome/code");
        patient.type("#code", code());
        patient.press("Continue");
        patient.awaitText(".note.open .content", NOTE);
        patient.open("/account");
        patient.press("New recovery codes");
        assertThat(patient.awaitText(".codes", "").lines()).hasSizeGreaterThan(4);
        patient.press("I have them");
        patient.press("Turn off");
        patient.awaitText(".notice.good", "The second factor is off");
    }

    @Test
    @Order(13)
    void theProfessionalFindsExplainsAndDisables() {
        professional.open("/people?q=beau");
        professional.look("people");
        professional.press("Mary Beaumont");
        professional.choose("#permission", "MEDICAL_DATA_CREATE");
        professional.press("Explain");
        professional.awaitText(".notice.bad", "No: MEDICAL_DATA_CREATE");
        professional.look("explained");
        professional.press("Disable");
        professional.awaitText(".notice.good", "The user is disabled");
        patient.open("/account");
        patient.awaitText(".notice.bad", "You cannot log in any more.");
        logIn(patient, MARY, NEW_PASSWORD);
        patient.awaitText(".notice.bad", "This user is disabled.");
    }

    @Test
    @Order(14)
    void theAdministratorSeesWhatHappened() {
        professional.press("Log out");
        logIn(professional, "nora@linden.example", practice.firstPassword("nora@linden.example"));
        professional.awaitPath("/admin");
        assertThat(professional.awaitText("table", "Mary Beaumont")).contains("paused", "vouched", "Login Refused");
        professional.look("admin");
        professional.open(personPath);
        professional.press("Enable");
        professional.awaitText(".notice.good", "The user is enabled");
        professional.find("#role-device").click();
        professional.press("Save the roles");
        professional.awaitText(".notice.good", "The roles are changed");
        assertThat(professional.awaitText(".head", "Mary")).contains("Patient, Device");
        professional.look("roles");
    }

    @Test
    @Order(15)
    void aPageThatIsNotForAUserSaysSo() {
        patient.open("/welcome");
        logIn(patient, "ada@home.example", practice.firstPassword("ada@home.example"));
        patient.awaitPath("/");
        patient.open("/people");
        patient.awaitText(".notice.bad", "You lack the permission");
        patient.look("forbidden");
        patient.open("/no-such-page");
        patient.awaitText("h1", "no such page");
    }

    @Test
    @Order(16)
    void nothingOfAPrivateKeyOrItsPassphraseWasEverSent() throws Exception {
        List<String> requests = practice.requests();
        assertThat(requests).hasSizeGreaterThan(50).anyMatch(request -> request.contains("\"proof\""));
        List<String> secrets = new ArrayList<>(List.of("meadow", "harbour", kitKey, kitKey.replace("-", ""), NOTE));
        RSAPrivateCrtKey key = privateKey();
        for (BigInteger number : List.of(key.getPrivateExponent(), key.getPrimeP(), key.getPrimeQ())) {
            secrets.addAll(spellings(unsigned(number)));
        }
        for (String secret : secrets) {
            assertThat(requests).noneMatch(request -> request.contains(secret));
        }
        assertThat(spellings(unsigned(key.getModulus())))
                .as("the same search finds the public half")
                .anyMatch(spelling -> requests.stream().anyMatch(request -> request.contains(spelling)));
    }

    private void loseKey() {
        patient.open("/key");
        patient.awaitText("#here-title", "is in this browser");
        patient.press("Remove it from this browser");
        patient.awaitText("#here-title", "not in this browser");
    }

    private static Path saveKey(Browser browser, String passphrase) {
        browser.type("#passphrase", passphrase);
        browser.type("#passphrase-again", passphrase);
        browser.find("#save-key").click();
        browser.awaitText("#saved", "Saved as");
        return browser.awaitDownload(".pem");
    }

    private static void logIn(Browser browser, String identifier, String password) {
        browser.type("#identifier", identifier);
        browser.type("#password", password);
        browser.find("main form button").click();
    }

    private String code() {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            new SecretKeySpec(authenticator, "HmacSHA1"),
                            practice.clock().instant());
        } catch (java.security.InvalidKeyException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private RSAPrivateCrtKey privateKey() throws Exception {
        try (Password passphrase = Password.of(NEXT_PASSPHRASE)) {
            PrivateKeyReading reading = BouncyCastleCrypto.create(
                            CryptoOptions.defaults().withSecretsInClear())
                    .privateKeyFiles()
                    .read(Files.readAllBytes(keyFile), passphrase);
            EncryptionPrivateKey key = ((PrivateKeyReading.Read) reading).key();
            return (RSAPrivateCrtKey)
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key.pkcs8()));
        }
    }

    /** The middle of a number in hex, and in Base64 at each of the three places that it may have there. */
    private static List<String> spellings(byte[] number) {
        List<String> spellings = new ArrayList<>(List.of(HexFormat.of().formatHex(number, 8, 24)));
        for (int shift = 0; shift < 3; shift++) {
            byte[] part = java.util.Arrays.copyOfRange(number, 9 + shift, 39 + shift);
            String base64 = Base64.getEncoder().encodeToString(part);
            spellings.add(base64);
            spellings.add(base64.replace('+', '-').replace('/', '_'));
            spellings.add(java.net.URLEncoder.encode(base64, StandardCharsets.UTF_8));
        }
        return spellings;
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }
}
