package io.mailboxconnector.it.lab.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test starts a real mail server of its own. Where they are not installed it is skipped, with the command to install them.
 *
 * <p>Other than {@link RealMailServers}: no lab, no Keycloak, and no tag, so that it runs on every application server.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InstalledCondition.class)
public @interface MailServersInstalled {}
