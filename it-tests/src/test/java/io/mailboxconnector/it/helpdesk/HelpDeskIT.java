package io.mailboxconnector.it.helpdesk;

import static io.mailboxconnector.it.lab.LocalTenant.CUSTOMER;
import static io.mailboxconnector.it.lab.LocalTenant.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailboxconnector.it.browser.Browser;
import io.mailboxconnector.it.lab.Customer;
import io.mailboxconnector.it.lab.LocalTenant;
import io.mailboxconnector.it.server.ApplicationServer;
import io.mailboxconnector.it.server.ApplicationServers;
import io.mailboxconnector.it.server.ServerDirectories;
import io.mailboxconnector.testkit.mail.StoredMail;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** A customer writes mail, an agent works in the browser. */
class HelpDeskIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static LocalTenant lab;
    private static ApplicationServer server;

    @BeforeAll
    static void deploy() {
        ServerDirectories directories = ServerDirectories.ofThisBuild();
        lab = LocalTenant.create(directories.work().resolve("HelpDeskIT-lab"));
        lab.start();
        server = ApplicationServers.create(directories, "HelpDeskIT");
        server.start();
        server.configureAccount(lab.account());
        server.deploy(directories.adapter());
        server.deploy(directories.helpDesk());
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void aMailBecomesATicketThatAnAgentAnswersAndTheCustomerRepliesTo() {
        assumeTrue(Browser.isInstalled(), "Install chromium and chromedriver to run the test of the web page.");
        Customer customer = new Customer(lab.mail(), CUSTOMER, MAILBOX);
        ChromeDriver browser = Browser.open();
        try {
            browser.get(server.url("/helpdesk/").toString());
            assertThat(browser.getTitle()).isEqualTo("Help Desk");

            customer.write("Paper <b>jam</b> & more", "It is stuck.\nPlease help.", null);
            choose(browser, "Paper <b>jam</b> & more");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(messages(browser)).anyMatch(text -> text.contains("It is stuck.")));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(lab.mail().messages(MAILBOX, "Processed"))
                            .hasSize(1));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(customer.inbox()).hasSize(1));

            browser.findElement(By.id("answer")).sendKeys("Open the lid, pull gently.");
            browser.findElement(By.id("send-answer")).click();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(customer.inbox())
                            .hasSize(2)
                            .first()
                            .satisfies(mail ->
                                    assertThat(Customer.text(mail.message())).contains("Open the lid, pull gently.")));

            customer.write("", "That helped, thank you.", newest(customer).uid());
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(messages(browser)).anyMatch(text -> text.contains("That helped, thank you.")));
            assertThat(browser.findElements(By.cssSelector("#tickets [data-ticket-id]")))
                    .as("the reply belongs to the same ticket")
                    .hasSize(1);

            browser.findElement(By.id("close-ticket")).click();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    browser.findElement(By.id("ticket-state")).getText())
                            .isEqualToIgnoringCase("closed"));
            assertThat(browser.findElements(By.cssSelector("#tickets b")))
                    .as("mail is never markup")
                    .isEmpty();
        } finally {
            browser.quit();
        }
    }

    private static StoredMail newest(Customer customer) {
        return customer.inbox().get(0);
    }

    private static void choose(WebDriver browser, String subject) {
        await().atMost(SOON).ignoreExceptions().until(() -> {
            WebElement ticket = browser.findElements(By.cssSelector("#tickets [data-ticket-id]")).stream()
                    .filter(candidate -> candidate
                            .findElement(By.className("subject"))
                            .getText()
                            .equals(subject))
                    .findFirst()
                    .orElseThrow();
            ticket.click();
            return true;
        });
    }

    /** All texts at one moment: the page draws itself anew at any time. */
    @SuppressWarnings("unchecked")
    private static List<String> messages(ChromeDriver browser) {
        return (List<String>) browser.executeScript(
                "return [...document.querySelectorAll('#messages [data-message-id]')].map(item => item.innerText)");
    }
}
