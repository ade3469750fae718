package io.mailboxconnector.outbound;

import jakarta.resource.spi.ManagedConnectionMetaData;

/**
 * What a container shows about a connection (Connectors 2.1 §6.5.5.2).
 *
 * @param product how the mail server introduced itself, or where it is configured while nothing is connected
 * @param mailbox the mailbox
 */
record MailboxConnectionMetaData(String product, String mailbox) implements ManagedConnectionMetaData {

    @Override
    public String getEISProductName() {
        return product;
    }

    /** Mail servers tell name and version in one text. */
    @Override
    public String getEISProductVersion() {
        return "";
    }

    /** Unknown: no server tells its limit. */
    @Override
    public int getMaxConnections() {
        return 0;
    }

    @Override
    public String getUserName() {
        return mailbox;
    }
}
