package io.mailboxconnector.testkit.container;

/** What happens between a container and a resource adapter, as the container sees it. */
public enum ContainerEvent {
    /** The adapter handed over a work; the call returned at once. */
    WORK_SCHEDULED,
    /** A thread of the container runs it. */
    WORK_STARTED,
    /** It returned. */
    WORK_COMPLETED,
    /** An endpoint was given out. */
    ENDPOINT_CREATED,
    /** A transaction was begun for a delivery. */
    BEFORE_DELIVERY,
    /** The bean is called. */
    CALLED,
    /** The transaction was committed. */
    COMMITTED,
    /** The transaction was rolled back. */
    ROLLED_BACK,
    /** The delivery is over. */
    AFTER_DELIVERY,
    /** An endpoint was given back. */
    ENDPOINT_RELEASED
}
