package io.mailboxconnector.it.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mailboxconnector.it.adapter.Workplace;
import io.mailboxconnector.it.browser.Browser;
import io.mailboxconnector.it.server.WildFlyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.as.controller.client.helpers.Operations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** Takes the pictures of the guides from the console of the server that is chosen. */
@Tag("console")
class ConsolePicturesIT {

    private static final Duration SLOW_CONSOLE = Duration.ofSeconds(120);
    private static final long LARGEST_PICTURE = 200_000;

    /** What an administrator of Microsoft 365 declares, the secret out of sight. */
    private static final Map<String, String> ACCOUNT = Map.of(
            "account", "Mailbox",
            "provider", "microsoft365",
            "mailbox", "support@contoso.example",
            "tenantId", "contoso.example",
            "clientId", "00000000-0000-0000-0000-000000000000",
            "clientSecret", "env:MAIL_CLIENT_SECRET");

    private static Workplace workplace;
    private static ChromeDriver browser;

    @BeforeAll
    static void open() {
        workplace = Workplace.open(ConsolePicturesIT.class);
        workplace.server().configureAccount(ACCOUNT);
        workplace.server().deploy(workplace.directories().adapter());
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

    @Tag("wildfly")
    @Test
    void wildFly() throws IOException {
        WildFlyServer server = (WildFlyServer) workplace.server();
        // The console would ask who looks at it.
        server.execute(Operations.createUndefineAttributeOperation(
                Operations.createAddress("core-service", "management", "management-interface", "http-interface"),
                "http-authentication-factory"));
        server.stop();
        server.start();
        show(server.console() + "/index.html#resource-adapter;name=mailbox-connector.rar", "Statistics Enabled");
        click("//a[normalize-space()='Connection Definitions']");
        click("//td[normalize-space()='Mailbox']");
        await().atMost(SLOW_CONSOLE).until(() -> body().contains("provider \u21d2 microsoft365"));
        picture("wildfly-account");
    }

    private static void click(String path) {
        await().atMost(SLOW_CONSOLE)
                .until(
                        () -> browser.findElements(By.xpath(path)).stream()
                                .filter(WebElement::isDisplayed)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .click();
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
