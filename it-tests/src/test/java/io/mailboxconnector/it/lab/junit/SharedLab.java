package io.mailboxconnector.it.lab.junit;

import io.mailboxconnector.it.lab.MailLab;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one lab per JVM, for the first test that wants it; the store of all tests stops it. */
final class SharedLab implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MailLab.class;
    }

    @Override
    public MailLab resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedLab.class))
                .computeIfAbsent(MailLab.class, type -> newLab(), MailLab.class);
    }

    private static MailLab newLab() {
        Path target = Path.of(System.getProperty("it.target", "target"));
        return MailLab.start(target.resolve("mail-lab"), Path.of(System.getProperty("keycloak.home")));
    }
}
