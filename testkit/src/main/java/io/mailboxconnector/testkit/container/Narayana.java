package io.mailboxconnector.testkit.container;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionManagerImple;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import jakarta.transaction.TransactionManager;

/** The transaction manager of WildFly, in the JVM of the tests. Its transactions may have databases in them. Stateless. */
public final class Narayana {

    private Narayana() {}

    /**
     * A transaction manager; all of them share the transactions of their threads.
     *
     * @return ready to use
     */
    public static TransactionManager transactionManager() {
        try {
            // Branches of a transaction are named after the node.
            arjPropertyManager.getCoreEnvironmentBean().setNodeIdentifier("test");
            // As in WildFly: what cannot be prepared is committed last, when all others have been.
            jtaPropertyManager
                    .getJTAEnvironmentBean()
                    .setLastResourceOptimisationInterfaceClassName("org.jboss.tm.LastResource");
        } catch (CoreEnvironmentBeanException e) {
            throw new IllegalStateException(e);
        }
        return new TransactionManagerImple();
    }
}
