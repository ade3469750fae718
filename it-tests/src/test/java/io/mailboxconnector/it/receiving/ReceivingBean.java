package io.mailboxconnector.it.receiving;

import java.util.Map;

/**
 * A bean and what its descriptor says.
 *
 * @param name its name in the archive
 * @param type its class
 * @param dataSource where it works
 * @param mailbox whose mail it receives
 * @param activation how
 */
record ReceivingBean(String name, Class<?> type, String dataSource, String mailbox, Map<String, String> activation) {}
