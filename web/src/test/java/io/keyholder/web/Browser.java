package io.keyholder.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * One person's Chromium, with a profile of its own. Every page that is shown by {@link #look} is checked by axe and
 * saved as a picture. Without Chromium the test is skipped, unless the environment says {@code CI=true}.
 */
final class Browser implements AutoCloseable {
    private static final Path SCREENS = Path.of("target/screens");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;
    private final String address;
    private final Path downloads;
    private final boolean looks;

    /** @param looks whether {@link #look} does anything: pages that another journey looks at need it once */
    Browser(String address, Path profile, boolean looks) {
        this.address = address;
        this.looks = looks;
        this.downloads = profile.resolve("downloads").toAbsolutePath();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--lang=en",
                "--window-size=1280,900",
                "--user-data-dir=" + profile.resolve("profile").toAbsolutePath());
        options.setExperimentalOption(
                "prefs",
                Map.of("download.default_directory", downloads.toString(), "download.prompt_for_download", false));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of(program("chromedriver")).toFile())
                .withSilent(true)
                .build();
        driver = new ChromeDriver(service, options);
        try {
            Files.createDirectories(downloads);
            Files.createDirectories(SCREENS);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void open(String path) {
        driver.get(path.startsWith("http") ? path : address + path);
    }

    String path() {
        return Optional.ofNullable(driver.getCurrentUrl()).orElse("").replace(address, "");
    }

    /** Waits for a visible element. */
    WebElement find(String css) {
        return await(page -> page.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
    }

    void type(String css, String text) {
        WebElement field = find(css);
        field.clear();
        field.sendKeys(text);
    }

    void choose(String css, String value) {
        new Select(find(css)).selectByValue(value);
    }

    /** Gives files to a field of a form. */
    void upload(String css, Path... files) {
        find(css)
                .sendKeys(String.join(
                        "\n", Arrays.stream(files).map(Path::toString).toList()));
    }

    /** Presses the visible button or link with this text. */
    void press(String text) {
        By named = By.xpath("//*[self::button or self::a][normalize-space()='" + text + "']");
        await(page -> page.findElements(named).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null))
                .click();
    }

    /** Waits until an element shows this text, and returns all that it shows. */
    String awaitText(String css, String text) {
        return await(page -> page.findElements(By.cssSelector(css)).stream()
                .map(WebElement::getText)
                .filter(shown -> shown.contains(text))
                .findFirst()
                .orElse(null));
    }

    void awaitPath(String path) {
        await(page -> path().equals(path) ? path : null);
    }

    /** Waits for a file that was saved and returns it. */
    Path awaitDownload(String suffix) {
        return await(page -> {
            try (Stream<Path> files = Files.list(downloads)) {
                return files.filter(file -> file.toString().endsWith(suffix))
                        .findFirst()
                        .orElse(null);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    void forgetDownloads() {
        try (Stream<Path> files = Files.list(downloads)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Saves pictures of the page, light, dark and on a phone, each without a finding of axe. */
    void look(String name) {
        if (!looks) {
            return;
        }
        emulate("light", 1280);
        check(name);
        save(name);
        emulate("dark", 1280);
        check(name + " in the dark");
        save(name + "-dark");
        emulate("light", 360);
        check(name + " on a phone");
        assertThat(wider()).as("elements of %s wider than a phone", name).isEmpty();
        save(name + "-phone");
        emulate("light", 1280);
    }

    @Override
    public void close() {
        driver.quit();
    }

    private <T> T await(Function<WebDriver, T> condition) {
        try {
            return new WebDriverWait(driver, PATIENCE)
                    .ignoring(StaleElementReferenceException.class)
                    .until(condition);
        } catch (TimeoutException missing) {
            save("failed");
            throw new AssertionError(
                    path() + " shows: " + driver.findElement(By.tagName("body")).getText(), missing);
        }
    }

    private void emulate(String scheme, int width) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    }

    private void check(String name) {
        driver.executeScript(axe());
        Object violations = driver.executeAsyncScript("const done = arguments[0];"
                + "axe.run().then(found => done(found.violations.flatMap("
                + "rule => rule.nodes.map(node => rule.id + ' ' + node.html + ' ' + node.failureSummary))));");
        assertThat((List<?>) violations).as("findings of axe in %s", name).isEmpty();
    }

    private List<?> wider() {
        return (List<?>) driver.executeScript("return document.documentElement.scrollWidth <= 360 ? [] :"
                + "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 361)"
                + ".map(e => e.outerHTML.slice(0, 120))");
    }

    private void save(String name) {
        driver.executeScript("window.scrollTo(0, 0)");
        Object picture = driver.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
                .get("data");
        try {
            Files.write(SCREENS.resolve(name + ".png"), Base64.getDecoder().decode(String.valueOf(picture)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String program(String name) {
        Optional<Path> found = Arrays.stream(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty() && Boolean.parseBoolean(System.getenv("CI"))) {
            throw new AssertionError(name + " is not installed");
        }
        Assumptions.assumeTrue(found.isPresent(), name + " is not installed");
        return found.orElseThrow().toString();
    }
}
