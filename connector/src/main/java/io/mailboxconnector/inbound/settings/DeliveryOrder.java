package io.mailboxconnector.inbound.settings;

/** Which order is kept when several deliveries run at the same time. */
public enum DeliveryOrder {
    /** None beyond that the oldest mail is begun first. */
    NONE,
    /** The mails of one sender are delivered one after the other, oldest first, also when one of them fails. */
    SENDER
}
