package io.mailboxconnector.it.app.defined;

import jakarta.resource.ConnectionFactoryDefinition;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Defines the factory {@code java:app/mail/Mailbox} on the adapter in the same enterprise archive. The server replaces the
 * expressions.
 */
@ConnectionFactoryDefinition(
        name = "java:app/mail/Mailbox",
        interfaceName = "io.mailboxconnector.api.MailboxConnectionFactory",
        resourceAdapter = "#mailbox-connector",
        transactionSupport = TransactionSupportLevel.NoTransaction,
        minPoolSize = 0,
        maxPoolSize = 2,
        properties = {
            "provider=microsoft365",
            "mailbox=${lab.mailbox}",
            "tenantId=${lab.tenantId}",
            "clientId=${lab.clientId}",
            "clientSecret=${lab.clientSecret}",
            "authority=${lab.authority}",
            "imapHost=${lab.imapHost}",
            "imapPort=${lab.imapPort}",
            "imapTls=${lab.imapTls}",
            "smtpHost=${lab.smtpHost}",
            "smtpPort=${lab.smtpPort}",
            "smtpTls=${lab.smtpTls}",
            "trustedCertificates=${lab.trustedCertificates}"
        })
@WebListener
public class DefinedMailbox implements ServletContextListener {}
