package io.mailboxconnector.it.lab.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test needs the real mail servers. Where they are not installed it is skipped, with the command to install them.
 *
 * <p>A parameter of the type {@link io.mailboxconnector.it.lab.MailLab} is the lab that all tests of this JVM share: started
 * with the first, stopped after the last. A test that stops one of its servers starts it again.
 *
 * <p>The tag keeps these tests out of the runs on a second application server, which says nothing about them.
 */
@Tag("mail-servers")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({InstalledCondition.class, SharedLab.class})
public @interface RealMailServers {}
