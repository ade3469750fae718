package io.mailboxconnector.inbound.settings;

import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;

/** A naming service that knows what a test bound. */
public class NamesInMemory implements InitialContextFactory {

    static final Map<String, Object> BOUND = new ConcurrentHashMap<>();

    /** Makes it the naming service of this JVM, and binds an object. */
    public static void bind(String name, Object object) {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, NamesInMemory.class.getName());
        BOUND.put(name, object);
    }

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
        return (Context) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("lookup")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    Object found = BOUND.get(arguments[0].toString());
                    if (found == null) {
                        throw new NameNotFoundException(arguments[0].toString());
                    }
                    return found;
                });
    }
}
