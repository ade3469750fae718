package io.mailboxconnector.it.console;

import static io.mailboxconnector.it.lab.LocalTenant.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.adapter.Recorder;
import io.mailboxconnector.it.adapter.Workplace;
import io.mailboxconnector.it.browser.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;

/** Takes the pictures of the guides from the console of the server that is chosen. */
@Tag("console")
class ConsolePicturesIT {

    private static final Duration SLOW_CONSOLE = Duration.ofSeconds(120);
    private static final long LARGEST_PICTURE = 200_000;

    private static Workplace workplace;
    private static ChromeDriver browser;

    @BeforeAll
    static void open() {
        workplace = Workplace.open(ConsolePicturesIT.class);
        Recorder recorder = workplace.deployAdapterAndRecorder();
        assertThat(recorder.send(CUSTOMER, "for the statistics", 3)).hasSize(3);
        browser = Browser.open();
        browser.manage().window().setSize(new Dimension(1280, 900));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
        if (workplace != null) {
            workplace.close();
        }
    }

    @Tag("payara")
    @Test
    void payara() throws IOException {
        String console = workplace.server().console().toString();
        show(console, "Common Tasks");
        show(
                console + "jca/connectorConnectionPoolProperty.jsf?name=Mailbox",
                "Edit Connector Connection Pool Properties");
        picture("payara-account");
    }

    /** Opens a page again and again until it shows a text: the console of Payara starts with the first request. */
    private static void show(String address, String text) {
        await().atMost(SLOW_CONSOLE)
                .pollInterval(Duration.ofSeconds(5))
                .ignoreException(WebDriverException.class)
                .until(() -> {
                    if (!body().contains(text)) {
                        browser.get(address);
                    }
                    return body().contains(text);
                });
    }

    private static String body() {
        return browser.findElement(By.tagName("body")).getText();
    }

    private static void picture(String name) throws IOException {
        Path file = workplace
                .directories()
                .root()
                .resolve("docs")
                .resolve("admin")
                .resolve("images")
                .resolve(name + ".png");
        Files.createDirectories(file.getParent());
        Files.write(file, browser.getScreenshotAs(OutputType.BYTES));
        assertThat(Files.size(file)).isLessThan(LARGEST_PICTURE);
    }
}
